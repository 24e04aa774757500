namespace Autograd.NN;

/// <summary>Finds the tensors of one kind, each once: those of a module before those of its children.</summary>
internal sealed class TensorWalk : MemberWalk
{
    private readonly MemberKind _kind;
    private readonly bool _withNames;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Name, Tensor Tensor)> _found = [];

    private TensorWalk(MemberKind kind, bool withNames) => (_kind, _withNames) = (kind, withNames);

    /// <summary>
    /// Returns the tensors with their full names, which are empty if <paramref name="withNames"/> is false.
    /// </summary>
    public static List<(string Name, Tensor Tensor)> Find(Module root, MemberKind kind, bool withNames)
    {
        if (kind == MemberKind.Parameter) Uninitialized.ThrowIf(root);
        var walk = new TensorWalk(kind, withNames);
        walk._seen.Add(root);
        walk.Run(root);
        return walk._found;
    }

    protected override bool Enter(Member member)
    {
        if (_kind == MemberKind.Parameter) Uninitialized.ThrowIf(member.Value);
        return _seen.Add(member.Value);
    }

    protected override void Visit(List<Member> members)
    {
        foreach (var member in members)
            if (member.Kind == _kind && _seen.Add(member.Value))
                _found.Add((_withNames ? NameOf(member) : "", (Tensor)member.Value));
    }
}

/// <summary>
/// Finds parameters and buffers under all their names. An owner is not entered inside of itself, so that a cycle ends.
/// </summary>
internal sealed class StateWalk : MemberWalk
{
    private readonly HashSet<object> _above = new(ReferenceEqualityComparer.Instance);
    private readonly Action<Module, string> _enter;
    private readonly Action<string, Tensor> _found;
    private readonly Action<Module, string> _leave;
    private readonly Action<Module, string>? _lazy;

    private StateWalk(
        Action<Module, string> enter, Action<string, Tensor> found, Action<Module, string> leave, Action<Module, string>? lazy) =>
        (_enter, _found, _leave, _lazy) = (enter, found, leave, lazy);

    public static List<(string Name, Tensor Tensor)> Find(Module root)
    {
        var found = new List<(string Name, Tensor Tensor)>();
        Run(root, (_, _) => { }, (name, tensor) => found.Add((name, tensor)), (_, _) => { });
        return found;
    }

    /// <summary>Tells of each module before and after its tensors, with the beginning of their names.</summary>
    /// <param name="root">The module to begin with.</param>
    /// <param name="enter">Called before a module's tensors.</param>
    /// <param name="found">Called for each tensor.</param>
    /// <param name="leave">Called after the tensors of a module and its descendants.</param>
    /// <param name="lazy">Called for a layer that waits for its first input, which is an error without it.</param>
    public static void Run(
        Module root, Action<Module, string> enter, Action<string, Tensor> found, Action<Module, string> leave,
        Action<Module, string>? lazy = null)
    {
        var walk = new StateWalk(enter, found, leave, lazy);
        if (lazy is null) Uninitialized.ThrowIf(root);
        walk._above.Add(root);
        enter(root, "");
        if (root is ILazyModule { HasUninitializedParams: true }) lazy?.Invoke(root, "");
        walk.Run(root);
    }

    protected override bool Enter(Member member)
    {
        if (_lazy is null) Uninitialized.ThrowIf(member.Value);
        if (!_above.Add(member.Value)) return false;
        if (member.Value is Module { HasStateHooks: true } module) _enter(module, NameOf(member) + ".");
        if (_lazy is not null && member.Value is Module and ILazyModule { HasUninitializedParams: true })
            _lazy((Module)member.Value, NameOf(member) + ".");
        return true;
    }

    protected override void Visit(List<Member> members)
    {
        foreach (var kind in (ReadOnlySpan<MemberKind>)[MemberKind.Parameter, MemberKind.Buffer])
        {
            foreach (var member in members)
                if (member.Kind == kind) _found(NameOf(member), (Tensor)member.Value);
        }
    }

    protected override void Leave(object owner)
    {
        _above.Remove(owner);
        if (owner is not Module { HasStateHooks: true } module) return;
        var name = OwnerName;
        _leave(module, name.Length == 0 ? "" : name + ".");
    }
}

/// <summary>
/// Finds modules, each once: all descendants of the root, or only those directly in it and in its collections.
/// </summary>
internal sealed class ModuleWalk : MemberWalk
{
    private readonly bool _isDeep;
    private readonly bool _withNames;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Name, Module Module)> _found = [];

    private ModuleWalk(bool isDeep, bool withNames) => (_isDeep, _withNames) = (isDeep, withNames);

    /// <summary>
    /// Returns the modules below the root with their full names, which are empty if <paramref name="withNames"/> is
    /// false.
    /// </summary>
    public static List<(string Name, Module Module)> Find(Module root, bool isDeep, bool withNames)
    {
        var walk = new ModuleWalk(isDeep, withNames);
        walk._seen.Add(root);
        walk.Run(root);
        return walk._found;
    }

    protected override bool Enter(Member member)
    {
        if (!_seen.Add(member.Value)) return false;
        if (member.Value is Module module) _found.Add((_withNames ? NameOf(member) : "", module));
        return _isDeep || member.Kind == MemberKind.Collection;
    }
}

/// <summary>Calls a function once with every module, children before their parents.</summary>
internal sealed class ApplyWalk : MemberWalk
{
    private readonly Action<Module> _action;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    private ApplyWalk(Action<Module> action) => _action = action;

    public static void Apply(Module root, Action<Module> action)
    {
        var walk = new ApplyWalk(action);
        walk._seen.Add(root);
        walk.Run(root);
    }

    protected override bool Enter(Member member) => _seen.Add(member.Value);

    protected override void Leave(object owner)
    {
        if (owner is Module module) _action(module);
    }
}

/// <summary>Finds the places of parameters and buffers under all their names, to put other tensors there.</summary>
internal sealed class PlaceWalk : MemberWalk
{
    private readonly HashSet<object> _above = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Name, Tensor Tensor, Action<Tensor> Set)> _found = [];

    private PlaceWalk()
    {
    }

    public static List<(string Name, Tensor Tensor, Action<Tensor> Set)> Find(Module root)
    {
        var walk = new PlaceWalk();
        walk._above.Add(root);
        walk.Run(root);
        return walk._found;
    }

    protected override bool Enter(Member member) => _above.Add(member.Value);

    protected override void Visit(List<Member> members)
    {
        var owner = Owner;
        foreach (var member in members)
        {
            if (member.Kind is MemberKind.Parameter or MemberKind.Buffer)
                _found.Add((NameOf(member), (Tensor)member.Value, value => MemberFinder.Set(owner, member.Name, value)));
        }
    }

    protected override void Leave(object owner) => _above.Remove(owner);
}
