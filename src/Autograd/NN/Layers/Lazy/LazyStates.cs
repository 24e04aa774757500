namespace Autograd.NN;

/// <summary>The lazy layers that a state tells the sizes of: they are made when all of the state fits.</summary>
/// <param name="state">The state.</param>
/// <param name="targets">Where the names and shapes of the tensors go that the layers will have.</param>
/// <param name="problems">Where shapes that fit no size are told.</param>
internal sealed class LazyStates(
    IReadOnlyDictionary<string, Tensor> state, List<(string Name, Shape Shape)> targets, List<string> problems)
{
    private readonly List<(Module Module, int Size)> _found = [];

    /// <summary>The tensors that the state lacks, and that would have told a size.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>The tensors of the state whose shapes fit no size.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>Takes a layer that has no parameters.</summary>
    /// <param name="module">The layer.</param>
    /// <param name="prefix">The beginning of its names in the state.</param>
    public void Add(Module module, string prefix)
    {
        if (module is not IStateSized sized)
        {
            Uninitialized.ThrowIf(module);
            return;
        }

        var name = prefix + sized.SizedBy;
        if (!state.TryGetValue(name, out var tensor))
        {
            Missing.Add(name);
        }
        else if (tensor is null || sized.SizeBy(tensor.Shape) is not { } size)
        {
            problems.Add(tensor is null
                ? $"\"{name}\" is null in the state"
                : $"\"{name}\" has shape {tensor.Shape} in the state, which is no {Module.TypeName(module)}'s");
            foreach (var key in state.Keys)
                if (key.StartsWith(prefix, StringComparison.Ordinal)) Refused.Add(key);
        }
        else
        {
            foreach (var (own, shape) in sized.ShapesOf(size)) targets.Add((prefix + own, shape));
            _found.Add((module, size));
        }
    }

    /// <summary>Makes the parameters of the layers.</summary>
    public void Make()
    {
        foreach (var (module, size) in _found)
            if (module is ILazyModule { HasUninitializedParams: true }) ((IStateSized)module).MakeEmpty(size);
    }
}
