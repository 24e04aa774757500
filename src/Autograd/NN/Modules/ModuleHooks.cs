namespace Autograd.NN;

/// <summary>
/// The hooks of one module, and what computes tensors of it before it runs. It is an object of its own because most modules
/// have none.
/// </summary>
internal sealed class ModuleHooks
{
    public HookList<Func<Module, Tensor[], IReadOnlyList<Tensor>?>> ForwardPre { get; } = new();

    public HookList<Func<Module, Tensor[], Tensor[], IReadOnlyList<Tensor>?>> Forward { get; } = new();

    public HookList<Func<Module, Tensor?[], IReadOnlyList<Tensor?>?>> BackwardPre { get; } = new();

    public HookList<Func<Module, Tensor?[], Tensor?[], IReadOnlyList<Tensor?>?>> Backward { get; } = new();

    public ReplacementList? Replacements { get; set; }

    public bool HasBackward => !BackwardPre.IsEmpty || !Backward.IsEmpty;

    public bool IsEmpty => ForwardPre.IsEmpty && Forward.IsEmpty && !HasBackward;

    /// <summary>The same hooks for a copy of the module; the handles remove those of the original alone.</summary>
    public ModuleHooks Copy(Func<object, object> copyOf)
    {
        var copy = new ModuleHooks { Replacements = Replacements?.Copy(copyOf) };
        foreach (var hook in ForwardPre.Snapshot()) copy.ForwardPre.Add(hook);
        foreach (var hook in Forward.Snapshot()) copy.Forward.Add(hook);
        foreach (var hook in BackwardPre.Snapshot()) copy.BackwardPre.Add(hook);
        foreach (var hook in Backward.Snapshot()) copy.Backward.Add(hook);
        return copy;
    }
}
