namespace Autograd.NN;

/// <summary>
/// Sets parameters to zero by masks, <c>torch.nn.utils.prune</c>. The state has the parameter as <c>weight_orig</c> and
/// the mask as <c>weight_mask</c>; before each <c>Forward</c> the layer's weight becomes their product. Pruning once
/// more takes from what is left.
/// </summary>
public static class Prune
{
    /// <summary>Prunes elements at random.</summary>
    /// <param name="module">A module that runs hooks (<see cref="Module.RunsHooks"/>).</param>
    /// <param name="name">The name of the parameter: <c>weight</c>.</param>
    /// <param name="amount">A number of elements, or a share of those left.</param>
    /// <param name="generator">The generator that is drawn from; null for the default.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module has no such parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More elements are to be pruned than are left.</exception>
    /// <exception cref="InvalidOperationException">The module runs no hooks, or the parameter is parametrized.</exception>
    public static T RandomUnstructured<T>(T module, string name, PruneAmount amount, Generator? generator = null) where T : Module =>
        Apply(module, name, new RandomUnstructured(amount, generator));

    /// <summary>Prunes the elements of least absolute value, or of least importance.</summary>
    /// <param name="module">A module that runs hooks.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="amount">A number of elements, or a share of those left.</param>
    /// <param name="importanceScores">A number for each element, of the parameter's shape; null for the values.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module has no such parameter, or the scores are of another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More elements are to be pruned than are left.</exception>
    /// <exception cref="InvalidOperationException">The module runs no hooks, or the parameter is parametrized.</exception>
    public static T L1Unstructured<T>(T module, string name, PruneAmount amount, Tensor? importanceScores = null) where T : Module =>
        Apply(module, name, new L1Unstructured(amount), importanceScores);

    /// <summary>Prunes channels at random.</summary>
    /// <param name="module">A module that runs hooks.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="amount">A number of channels, or a share of those left.</param>
    /// <param name="dim">The dimension of the channels.</param>
    /// <param name="generator">The generator that is drawn from; null for the default.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module has no such parameter, or it has no channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <exception cref="InvalidOperationException">The module runs no hooks, or the parameter is parametrized.</exception>
    public static T RandomStructured<T>(T module, string name, PruneAmount amount, int dim, Generator? generator = null) where T : Module =>
        Apply(module, name, new RandomStructured(amount, dim, generator));

    /// <summary>Prunes the channels of least norm.</summary>
    /// <param name="module">A module that runs hooks.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="amount">A number of channels, or a share of those left.</param>
    /// <param name="n">The order of the norm; infinities are allowed.</param>
    /// <param name="dim">The dimension of the channels.</param>
    /// <param name="importanceScores">What the norms are of, of the parameter's shape; null for the values.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module has no such parameter, or it has no channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <exception cref="InvalidOperationException">The module runs no hooks, or the parameter is parametrized.</exception>
    public static T LnStructured<T>(T module, string name, PruneAmount amount, double n, int dim, Tensor? importanceScores = null)
        where T : Module => Apply(module, name, new LnStructured(amount, n, dim), importanceScores);

    /// <summary>Prunes where a mask has zeros.</summary>
    /// <param name="module">A module that runs hooks.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="mask">Of the parameter's shape.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module has no such parameter, or the mask is of another shape.</exception>
    /// <exception cref="InvalidOperationException">The module runs no hooks, or the parameter is parametrized.</exception>
    public static T CustomFromMask<T>(T module, string name, Tensor mask) where T : Module =>
        Apply(module, name, new CustomFromMask(mask));

    /// <summary>Prunes nothing: the state gets the names that pruning gives it.</summary>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module has no such parameter.</exception>
    /// <exception cref="InvalidOperationException">The module runs no hooks, or the parameter is parametrized.</exception>
    public static T Identity<T>(T module, string name) where T : Module => Apply(module, name, new L1Unstructured(0));

    /// <summary>Prunes by any method, also one of the caller's.</summary>
    /// <param name="module">A module that runs hooks.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="method">Decides what is pruned.</param>
    /// <param name="importanceScores">A number for each element, of the parameter's shape; null for the values.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The module has no such parameter, or the scores are of another shape.</exception>
    /// <exception cref="InvalidOperationException">
    /// The module runs no hooks, the parameter is parametrized, or the method returned no mask of its shape.
    /// </exception>
    public static T Apply<T>(T module, string name, BasePruningMethod method, Tensor? importanceScores = null) where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(method);
        using var _ = GradMode.NoGrad();
        var (original, mask) = Find("Prune", module, name);
        if (importanceScores is not null && !importanceScores.Shape.Equals(original.Shape))
            throw new ArgumentException(
                $"Prune: importance scores of shape {importanceScores.Shape} for a parameter of shape {original.Shape}; they must be the same");
        Set(module, name, original, method.MaskOver((importanceScores ?? original).Detach(), mask));
        return module;
    }

    /// <summary>
    /// Prunes several parameters as if they were one: a share of all elements, wherever they are.
    /// </summary>
    /// <param name="parameters">Modules with the names of their parameters.</param>
    /// <param name="method">A method of single elements, such as <see cref="NN.L1Unstructured"/>.</param>
    /// <param name="importanceScores">The importance of the elements of some of them; the others are measured by value.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is not there or its scores are of another shape, or the method is structured.
    /// </exception>
    /// <exception cref="InvalidOperationException">A module runs no hooks, or a parameter is parametrized.</exception>
    /// <example><code>
    /// Prune.GlobalUnstructured([(net.Get&lt;Linear&gt;(0), "weight"), (net.Get&lt;Linear&gt;(2), "weight")], new L1Unstructured(0.5));
    /// </code></example>
    public static void GlobalUnstructured(
        IReadOnlyList<(Module Module, string Name)> parameters, BasePruningMethod method,
        IReadOnlyDictionary<(Module Module, string Name), Tensor>? importanceScores = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(method);
        if (parameters.Count == 0) throw new ArgumentException("GlobalUnstructured: there are no parameters; pass one at least");
        if (method.IsStructured)
            throw new ArgumentException(
                $"GlobalUnstructured: {method.GetType().Name} prunes channels, which differ from parameter to parameter; use RandomUnstructured or "
                + "L1Unstructured");
        using var _ = GradMode.NoGrad();
        var found = parameters.Select(entry => Find("GlobalUnstructured", entry.Module, entry.Name)).ToArray();
        var scores = new Tensor[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            scores[i] = importanceScores?.GetValueOrDefault(parameters[i]) ?? found[i].Original * found[i].Mask;
            if (!scores[i].Shape.Equals(found[i].Original.Shape))
                throw new ArgumentException(
                    $"GlobalUnstructured: importance scores of shape {scores[i].Shape} for a parameter of shape {found[i].Original.Shape}; they must "
                    + "be the same");
        }

        var all = method.MaskOver(
            Tensor.Cat(Array.ConvertAll(scores, score => score.Flatten())), Tensor.Cat(Array.ConvertAll(found, entry => entry.Mask.Flatten())));
        var start = 0;
        for (var i = 0; i < found.Length; i++)
        {
            var (original, before) = found[i];
            var mask = all.Narrow(0, start, original.Numel).Reshape(original.Shape).To(before.DType).Clone();
            Set(parameters[i].Module, parameters[i].Name, original, mask);
            start += original.Numel;
        }
    }

    /// <summary>Makes the pruned values the parameter, which stays the same object, without a mask.</summary>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The parameter is not pruned.</exception>
    public static T Remove<T>(T module, string name) where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(name);
        if (module.Replacements?[name] is not Pruned pruned)
            throw new ArgumentException($"Remove: \"{name}\" of {module.GetType().Name} is not pruned; look with IsPruned");
        using var _ = GradMode.NoGrad();
        pruned.Original.Data = pruned.Compute().Detach();
        module.Replacements.Remove(name);
        module.SetTensor(name, pruned.Original);
        return module;
    }

    /// <summary>True if a parameter of the module or of its descendants is pruned.</summary>
    public static bool IsPruned(Module module) => Argument.NotNull(module).Modules().Any(part => part.Replacements is { HasPruned: true });

    private static (Tensor Original, Tensor Mask) Find(string op, Module module, string name)
    {
        var replacements = module.ReplacementsFor(op);
        switch (replacements[name])
        {
            case Pruned pruned:
                return (pruned.Original, pruned.Mask);
            case Parametrized:
                throw new InvalidOperationException(
                    $"{op}: \"{name}\" of {module.GetType().Name} is parametrized; call Parametrize.RemoveParametrizations first");
            default:
                var original = module.OwnParameter(name) ?? throw new ArgumentException(
                    $"{op}: {module.GetType().Name} has no parameter \"{name}\" of its own; it has: {module.OwnParameterNames()}");
                return (original, Tensor.OnesLike(original));
        }
    }

    private static void Set(Module module, string name, Tensor original, Tensor mask)
    {
        var pruned = new Pruned(original, mask);
        using var _ = GradMode.EnableGrad();
        module.ReplacementsFor("Prune").Set(module, name, pruned, pruned.Compute());
    }
}
