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
        if (kind == MemberKind.Parameter) (root as LazyModuleMixin)?.ThrowIfUninitialized();
        var walk = new TensorWalk(kind, withNames);
        walk._seen.Add(root);
        walk.Run(root);
        return walk._found;
    }

    protected override bool Enter(Member member)
    {
        if (_kind == MemberKind.Parameter) (member.Value as LazyModuleMixin)?.ThrowIfUninitialized();
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
    private readonly List<(string Name, Tensor Tensor)> _found = [];

    private StateWalk()
    {
    }

    public static List<(string Name, Tensor Tensor)> Find(Module root)
    {
        (root as LazyModuleMixin)?.ThrowIfUninitialized();
        var walk = new StateWalk();
        walk._above.Add(root);
        walk.Run(root);
        return walk._found;
    }

    protected override bool Enter(Member member)
    {
        (member.Value as LazyModuleMixin)?.ThrowIfUninitialized();
        return _above.Add(member.Value);
    }

    protected override void Visit(List<Member> members)
    {
        foreach (var kind in (ReadOnlySpan<MemberKind>)[MemberKind.Parameter, MemberKind.Buffer])
        {
            foreach (var member in members)
                if (member.Kind == kind) _found.Add((NameOf(member), (Tensor)member.Value));
        }
    }

    protected override void Leave(object owner) => _above.Remove(owner);
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
