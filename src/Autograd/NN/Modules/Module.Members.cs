namespace Autograd.NN;

public abstract partial class Module
{
    /// <summary>
    /// All parameters of this module and those below it, each once: this module's own first, then child by child.
    /// </summary>
    public IReadOnlyList<Tensor> Parameters() => CollectTensors(MemberKind.Parameter).ConvertAll(named => named.Tensor);

    /// <summary>As <see cref="Parameters"/>, with the names in the state: <c>cell.weight_ih</c>.</summary>
    public IReadOnlyList<(string Name, Tensor Parameter)> NamedParameters() => CollectTensors(MemberKind.Parameter);

    /// <summary>
    /// All tensors marked with <see cref="BufferAttribute"/>, each once, in the order of <see cref="Parameters"/>.
    /// </summary>
    public IReadOnlyList<(string Name, Tensor Buffer)> NamedBuffers() => CollectTensors(MemberKind.Buffer);

    /// <summary>The modules directly inside this one, each once.</summary>
    public IReadOnlyList<Module> Children() => CollectChildren().ConvertAll(named => named.Module);

    /// <summary>As <see cref="Children"/>, with their names: <c>cell</c>, <c>layers.0</c>.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedChildren() => CollectChildren();

    /// <summary>This module and all below it, each once, parents before their children.</summary>
    public IReadOnlyList<Module> Modules() => CollectModules().ConvertAll(named => named.Module);

    /// <summary>As <see cref="Modules"/>, with their names; this module's own is empty.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedModules() => CollectModules();

    /// <summary>The parameter of a name, such as <c>cell.weight_ih</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Tensor GetParameter(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // Looked up in the whole state, for a shared parameter has a name in every place.
        foreach (var (candidate, tensor) in CollectState())
            if (candidate == name && tensor.IsParameter) return tensor;
        throw new KeyNotFoundException(
            $"GetParameter: {GetType().Name} has no parameter \"{name}\"; "
            + $"it has: {string.Join(", ", CollectTensors(MemberKind.Parameter).ConvertAll(named => named.Name))}");
    }

    /// <summary>Lists the direct members; a module whose names are not those of its fields overrides it.</summary>
    private protected virtual void ListOwnMembers(List<Member> members) => MemberFinder.ListFields(this, members);

    internal void ListMembers(List<Member> members) => ListOwnMembers(members);

    /// <summary>
    /// Tensors of one kind with their names, each once, in PyTorch's order: a module's own before those of its children.
    /// </summary>
    private List<(string Name, Tensor Tensor)> CollectTensors(MemberKind kind)
    {
        var found = new List<(string, Tensor)>();
        CollectTensors(this, "", kind, new HashSet<object>(ReferenceEqualityComparer.Instance), found);
        return found;
    }

    private static void CollectTensors(
        object owner, string prefix, MemberKind kind, HashSet<object> seen, List<(string, Tensor)> found)
    {
        if (!seen.Add(owner)) return;
        var members = MemberFinder.MembersOf(owner);
        foreach (var member in members)
        {
            if (member.Kind == kind && seen.Add(member.Value)) found.Add((prefix + member.Name, (Tensor)member.Value));
        }

        foreach (var member in members)
        {
            if (member.Kind is MemberKind.Module or MemberKind.Collection)
                CollectTensors(member.Value, prefix + member.Name + ".", kind, seen, found);
        }
    }

    private List<(string Name, Module Module)> CollectChildren()
    {
        var found = new List<(string, Module)>();
        CollectModules(this, "", false, new HashSet<object>(ReferenceEqualityComparer.Instance), found);
        return found;
    }

    private List<(string Name, Module Module)> CollectModules()
    {
        var found = new List<(string, Module)> { ("", this) };
        CollectModules(this, "", true, new HashSet<object>(ReferenceEqualityComparer.Instance), found);
        return found;
    }

    private static void CollectModules(
        object owner, string prefix, bool deep, HashSet<object> seen, List<(string, Module)> found)
    {
        seen.Add(owner);
        foreach (var (name, kind, value) in MemberFinder.MembersOf(owner))
        {
            if (kind is not (MemberKind.Module or MemberKind.Collection) || !seen.Add(value)) continue;
            if (value is Module module) found.Add((prefix + name, module));
            if (deep || kind == MemberKind.Collection) CollectModules(value, prefix + name + ".", deep, seen, found);
        }
    }
}
