namespace Autograd.NN;

/// <summary>
/// Computes parameters from others, <c>torch.nn.utils.parametrize</c>: a symmetric weight as the sum of a matrix and its
/// transpose, say. The optimizer trains the original, and the layer uses what is made of it.
/// </summary>
/// <remarks>
/// As in PyTorch the tensor is computed at each <c>Forward</c>, and each time that the layer's property is read outside of
/// it; only the weights of recurrent layers and cells, and the fields of a user's own module, keep what the last
/// <c>Forward</c> computed until the next.
/// </remarks>
/// <example><code>
/// sealed class Symmetric : UnaryModule
/// {
///     public override Tensor Forward(Tensor x) => x.Triu() + x.Triu(1).T;
/// }
///
/// Parametrize.RegisterParametrization(linear, "weight", new Symmetric());
/// </code></example>
public static class Parametrize
{
    private static readonly AsyncLocal<Dictionary<ParametrizationList, Tensor>?> _cached = new();

    internal static Dictionary<ParametrizationList, Tensor>? Cache => _cached.Value;

    /// <summary>Computes a parameter of a module by a parametrization, after those that it already has.</summary>
    /// <param name="module">A module that runs hooks (<see cref="Module.RunsHooks"/>).</param>
    /// <param name="tensorName">The name in the module's state: <c>weight</c>.</param>
    /// <param name="parametrization">
    /// Makes a tensor of the same shape and type. If it is an <see cref="IRightInverse"/> and the first one, the tensor
    /// keeps its value.
    /// </param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module has no parameter of its own with that name.</exception>
    /// <exception cref="InvalidOperationException">
    /// The module runs no hooks, the parameter is pruned, or the result is of another shape or type.
    /// </exception>
    public static T RegisterParametrization<T>(T module, string tensorName, UnaryModule parametrization) where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(tensorName);
        ArgumentNullException.ThrowIfNull(parametrization);
        Add("RegisterParametrization", module, tensorName, parametrization);
        return module;
    }

    /// <summary>
    /// Makes the tensor a parameter again, with the value that was computed last from the present originals, or that of
    /// the original.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="tensorName">The name of the tensor.</param>
    /// <param name="leaveParametrized">True to keep the computed value.</param>
    /// <returns>The module.</returns>
    /// <remarks>A parameter that an optimizer trained stays the same object if there was one original.</remarks>
    /// <exception cref="ArgumentException">
    /// The tensor is not parametrized, or it has several originals and the value is not to be kept.
    /// </exception>
    public static T RemoveParametrizations<T>(T module, string tensorName, bool leaveParametrized = true) where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(tensorName);
        if (module.Replacements?[tensorName] is not Parametrized { List: var list })
            throw new ArgumentException(
                $"RemoveParametrizations: {module.GetType().Name} has no parametrization of \"{tensorName}\"; look with IsParametrized");
        if (list.IsSplit && !leaveParametrized)
            throw new ArgumentException(
                $"RemoveParametrizations: \"{tensorName}\" has {list.Originals.Count} originals, of which none has its place; keep the computed value "
                + "with leaveParametrized: true");
        using var _ = GradMode.NoGrad();
        var original = list.Originals[0];
        var value = leaveParametrized ? list.Forward().Detach().Clone() : null;
        module.Replacements.Remove(tensorName);
        if (list.IsSplit) original = Parameter.From(value!, original.RequiresGrad);
        else if (value is not null) original.Data = value;
        module.SetTensor(tensorName, original);
        return module;
    }

    /// <summary>True if a module has a tensor that is parametrized, or the one of a name is.</summary>
    public static bool IsParametrized(Module module, string? tensorName = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        return tensorName is null ? module.Replacements is { HasParametrizations: true } : module.Replacements?[tensorName] is Parametrized;
    }

    /// <summary>The parametrizations of a tensor; <c>module.parametrizations[name]</c>.</summary>
    /// <exception cref="ArgumentException">The tensor is not parametrized.</exception>
    public static ParametrizationList Of(Module module, string tensorName)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(tensorName);
        return module.Replacements?[tensorName] is Parametrized parametrized ? parametrized.List : throw new ArgumentException(
            $"Of: {module.GetType().Name} has no parametrization of \"{tensorName}\"; look with IsParametrized");
    }

    /// <summary>
    /// Until it is disposed, each parametrized tensor is computed once, however often modules use it; flows with async
    /// code.
    /// </summary>
    /// <example><code>
    /// using (Parametrize.Cached())
    ///     for (var t = 0; t &lt; 100; t++) h = cell.Forward(x[t], h);
    /// </code></example>
    public static IDisposable Cached()
    {
        var scope = new CacheScope(_cached.Value);
        _cached.Value ??= new Dictionary<ParametrizationList, Tensor>(ReferenceEqualityComparer.Instance);
        return scope;
    }

    internal static void Add(string op, Module module, string name, Module parametrization)
    {
        var replacements = module.ReplacementsFor(op);
        if (replacements[name] is Pruned)
            throw new InvalidOperationException($"{op}: \"{name}\" of {module.GetType().Name} is pruned; call Prune.Remove first");
        if (replacements[name] is Parametrized present)
        {
            if (parametrization is ISplitParametrization)
                throw new InvalidOperationException(
                    $"{op}: \"{name}\" of {module.GetType().Name} is parametrized already, and {Module.TypeName(parametrization)} has originals of "
                    + "its own; register it first");
            replacements.Set(module, name, present, present.List.Append(parametrization));
            return;
        }

        var original = module.OwnParameter(name) ?? throw new ArgumentException(
            $"{op}: {module.GetType().Name} has no parameter \"{name}\" of its own; it has: {module.OwnParameterNames()}");
        var list = new ParametrizationList(parametrization, original);
        replacements.Set(module, name, new Parametrized(list), list.Start(original));
    }

    private sealed class CacheScope(Dictionary<ParametrizationList, Tensor>? outer) : IDisposable
    {
        public void Dispose() => _cached.Value = outer;
    }
}
