namespace Autograd.NN;

public abstract partial class Module
{
    /// <summary>
    /// Registers a function that <see cref="StateDict"/> of this module, or of one that it is in, calls before the module's
    /// tensors are listed, with the module and the beginning of their names: empty, or <c>layers.0.</c>.
    /// </summary>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    public HookHandle RegisterStateDictPreHook(Action<Module, string> hook) => AllHooks().StatePre.Add(NotNull(hook));

    /// <summary>
    /// As <see cref="RegisterStateDictPreHook"/>, after the tensors of the module and its descendants were listed; the
    /// function also gets the whole state so far, and may change it.
    /// </summary>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <example><code>
    /// module.RegisterStateDictPostHook((m, state, prefix) => state.Remove(prefix + "cache"));
    /// </code></example>
    public HookHandle RegisterStateDictPostHook(Action<Module, OrderedDictionary<string, Tensor>, string> hook) =>
        AllHooks().StatePost.Add(NotNull(hook));

    /// <summary>
    /// Registers a function that <see cref="LoadStateDict"/> of this module, or of one that it is in, calls first, with the
    /// module, a copy of the whole state that it may change, and the beginning of the module's names in it.
    /// </summary>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <example><code>
    /// module.RegisterLoadStateDictPreHook((m, state, prefix) =>              // a name of an older version
    /// {
    ///     if (state.Remove(prefix + "gamma", out var gamma)) state[prefix + "weight"] = gamma;
    /// });
    /// </code></example>
    public HookHandle RegisterLoadStateDictPreHook(Action<Module, OrderedDictionary<string, Tensor>, string> hook) =>
        AllHooks().LoadPre.Add(NotNull(hook));

    /// <summary>
    /// Registers a function that <see cref="LoadStateDict"/> of this module, or of one that it is in, calls last, with the
    /// module and the names that are missing in the state and that it does not have. It may change both lists, and a strict
    /// load then judges by them, after the tensors were written.
    /// </summary>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    public HookHandle RegisterLoadStateDictPostHook(Action<Module, IList<string>, IList<string>> hook) =>
        AllHooks().LoadPost.Add(NotNull(hook));

    internal bool HasStateHooks => _hooks is { HasState: true };

    /// <summary>The hooks of a module that need not run a hooked Forward.</summary>
    private ModuleHooks AllHooks()
    {
        if (_hooks is null) Interlocked.CompareExchange(ref _hooks, new ModuleHooks(), null);
        return _hooks;
    }

    private static void EnterState(Module module, string prefix)
    {
        foreach (var hook in module._hooks?.StatePre.Snapshot() ?? []) hook(module, prefix);
    }

    private static void LeaveState(Module module, string prefix, OrderedDictionary<string, Tensor> state)
    {
        foreach (var hook in module._hooks?.StatePost.Snapshot() ?? []) hook(module, state, prefix);
    }

    private static void EnterLoad(Module module, string prefix, OrderedDictionary<string, Tensor> state)
    {
        foreach (var hook in module._hooks?.LoadPre.Snapshot() ?? []) hook(module, state, prefix);
    }

    private static void LeaveLoad(Module module, List<string> missing, List<string> unexpected)
    {
        foreach (var hook in module._hooks?.LoadPost.Snapshot() ?? []) hook(module, missing, unexpected);
    }
}
