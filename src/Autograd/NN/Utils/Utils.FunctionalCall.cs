namespace Autograd.NN;

public static partial class Utils
{
    /// <summary>
    /// Calls a module with other tensors in place of its parameters and buffers, which get the gradients;
    /// <c>torch.func.functional_call</c>.
    /// </summary>
    /// <param name="module">The module. It has its own tensors again afterwards, also after an exception.</param>
    /// <param name="parametersAndBuffers">
    /// Tensors by their names in the state. Where a parameter stands in several places, it is replaced in all. What has no
    /// entry stays the module's own.
    /// </param>
    /// <param name="input">The input.</param>
    /// <returns>What the module returns.</returns>
    /// <remarks>No other thread may use the module meanwhile. What the module writes goes to the given tensors.</remarks>
    /// <exception cref="ArgumentException">
    /// A name is not in the module's state, a tensor is null, or two names of one parameter have different tensors.
    /// </exception>
    /// <example><code>
    /// var adapted = net.NamedParameters().ToDictionary(p => p.Name, p => p.Parameter - 0.1 * grads[p.Name]);
    /// var loss = lossFn.Forward(Utils.FunctionalCall(net, adapted, x), y);   // one step of MAML
    /// </code></example>
    public static Tensor FunctionalCall(UnaryModule module, IReadOnlyDictionary<string, Tensor> parametersAndBuffers, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return FunctionalCall(module, parametersAndBuffers, called => called.Forward(input));
    }

    /// <summary>
    /// As <see cref="FunctionalCall(UnaryModule, IReadOnlyDictionary{string, Tensor}, Tensor)"/>, for a module of any
    /// <c>Forward</c>.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="parametersAndBuffers">Tensors by their names in the state.</param>
    /// <param name="forward">Calls it: <c>m => m.Forward(x, h)</c>.</param>
    /// <returns>What the function returns.</returns>
    /// <exception cref="ArgumentException">
    /// A name is not in the module's state, a tensor is null, or two names of one parameter have different tensors.
    /// </exception>
    public static TResult FunctionalCall<TModule, TResult>(
        TModule module, IReadOnlyDictionary<string, Tensor> parametersAndBuffers, Func<TModule, TResult> forward) where TModule : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(parametersAndBuffers);
        ArgumentNullException.ThrowIfNull(forward);
        Uninitialized.ThrowIf(module);
        var places = PlaceWalk.Find(module);
        var replacements = ReplacementsOf(module, places, parametersAndBuffers);
        try
        {
            foreach (var (_, tensor, set) in places)
                if (replacements.TryGetValue(tensor, out var given)) set(given.Tensor);
            return forward(module);
        }
        finally
        {
            foreach (var (_, tensor, set) in places)
                if (replacements.ContainsKey(tensor)) set(tensor);
        }
    }

    /// <summary>The given tensors by the module's own.</summary>
    private static Dictionary<Tensor, (string Name, Tensor Tensor)> ReplacementsOf(
        Module module, List<(string Name, Tensor Tensor, Action<Tensor> Set)> places, IReadOnlyDictionary<string, Tensor> given)
    {
        var own = new Dictionary<string, Tensor>();
        foreach (var (name, tensor, _) in places) own[name] = tensor;
        var replacements = new Dictionary<Tensor, (string Name, Tensor Tensor)>(ReferenceEqualityComparer.Instance);
        foreach (var (name, tensor) in given)
        {
            if (!own.TryGetValue(name, out var replaced))
                throw new ArgumentException(
                    $"FunctionalCall: {Module.TypeName(module)} has no parameter or buffer \"{name}\"; it has: {string.Join(", ", own.Keys)}");
            if (tensor is null) throw new ArgumentException($"FunctionalCall: the tensor for \"{name}\" is null; leave the name out to keep the module's own");
            if (!replacements.TryAdd(replaced, (name, tensor)) && !ReferenceEquals(replacements[replaced].Tensor, tensor))
                throw new ArgumentException(
                    $"FunctionalCall: \"{replacements[replaced].Name}\" and \"{name}\" are one parameter, and have different tensors; pass one");
        }

        return replacements;
    }
}
