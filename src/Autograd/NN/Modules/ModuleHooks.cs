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

    public HookList<Action<Module, string>> StatePre { get; } = new();

    public HookList<Action<Module, OrderedDictionary<string, Tensor>, string>> StatePost { get; } = new();

    public HookList<Action<Module, OrderedDictionary<string, Tensor>, string>> LoadPre { get; } = new();

    public HookList<Action<Module, IList<string>, IList<string>>> LoadPost { get; } = new();

    public ReplacementList? Replacements { get; set; }

    public bool HasBackward => !BackwardPre.IsEmpty || !Backward.IsEmpty;

    public bool HasState => !StatePre.IsEmpty || !StatePost.IsEmpty || !LoadPre.IsEmpty || !LoadPost.IsEmpty;

    /// <summary>True if no call of Forward is hooked.</summary>
    public bool IsEmpty => ForwardPre.IsEmpty && Forward.IsEmpty && !HasBackward;

    /// <summary>The same hooks for a copy of the module; the handles remove those of the original alone.</summary>
    public ModuleHooks Copy(Func<object, object> copyOf)
    {
        var copy = new ModuleHooks { Replacements = Replacements?.Copy(copyOf) };
        foreach (var hook in ForwardPre.Snapshot()) copy.ForwardPre.Add(hook);
        foreach (var hook in Forward.Snapshot()) copy.Forward.Add(hook);
        foreach (var hook in BackwardPre.Snapshot()) copy.BackwardPre.Add(hook);
        foreach (var hook in Backward.Snapshot()) copy.Backward.Add(hook);
        foreach (var hook in StatePre.Snapshot()) copy.StatePre.Add(hook);
        foreach (var hook in StatePost.Snapshot()) copy.StatePost.Add(hook);
        foreach (var hook in LoadPre.Snapshot()) copy.LoadPre.Add(hook);
        foreach (var hook in LoadPost.Snapshot()) copy.LoadPost.Add(hook);
        return copy;
    }
}
