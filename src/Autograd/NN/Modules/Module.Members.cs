namespace Autograd.NN;

public abstract partial class Module
{
    /// <summary>
    /// Lists all parameters of this module and its descendants, each once: this module's own first, then child by
    /// child.
    /// </summary>
    public IReadOnlyList<Tensor> Parameters() =>
        TensorWalk.Find(this, MemberKind.Parameter, withNames: false).ConvertAll(named => named.Tensor);

    /// <summary>As <see cref="Parameters"/>, with the names in the state: <c>cell.weight_ih</c>.</summary>
    public IReadOnlyList<(string Name, Tensor Parameter)> NamedParameters() =>
        TensorWalk.Find(this, MemberKind.Parameter, withNames: true);

    /// <summary>
    /// Lists all tensors marked with <see cref="BufferAttribute"/>, each once, in the order of
    /// <see cref="Parameters"/>.
    /// </summary>
    public IReadOnlyList<(string Name, Tensor Buffer)> NamedBuffers() =>
        TensorWalk.Find(this, MemberKind.Buffer, withNames: true);

    /// <summary>Lists the modules directly inside this one, each once.</summary>
    public IReadOnlyList<Module> Children() =>
        ModuleWalk.Find(this, isDeep: false, withNames: false).ConvertAll(named => named.Module);

    /// <summary>As <see cref="Children"/>, with their names: <c>cell</c>, <c>layers.0</c>.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedChildren() =>
        ModuleWalk.Find(this, isDeep: false, withNames: true);

    /// <summary>Lists this module and all its descendants, each once, parents before their children.</summary>
    public IReadOnlyList<Module> Modules() =>
        [this, .. ModuleWalk.Find(this, isDeep: true, withNames: false).ConvertAll(named => named.Module)];

    /// <summary>As <see cref="Modules"/>, with their names; this module's own is empty.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedModules() =>
        [("", this), .. ModuleWalk.Find(this, isDeep: true, withNames: true)];

    /// <summary>Returns the parameter with a name, such as <c>cell.weight_ih</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no parameter of that name.</exception>
    public Tensor GetParameter(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // The search is in the whole state, because a shared parameter has several names.
        foreach (var (candidate, tensor) in StateWalk.Find(this))
            if (candidate == name && tensor.IsParameter) return tensor;
        throw new KeyNotFoundException(
            $"GetParameter: {GetType().Name} has no parameter \"{name}\"; "
            + $"it has: {string.Join(", ", NamedParameters().Select(named => named.Name))}");
    }

    /// <summary>Returns the buffer with a name, such as <c>norm.running_mean</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no buffer of that name.</exception>
    public Tensor GetBuffer(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var (candidate, tensor) in StateWalk.Find(this))
            if (candidate == name && !tensor.IsParameter) return tensor;
        throw new KeyNotFoundException(
            $"GetBuffer: {TypeName(this)} has no buffer \"{name}\"; it has: {string.Join(", ", NamedBuffers().Select(named => named.Name))}");
    }

    /// <summary>
    /// Returns the module with a name, such as <c>layers.0.linear</c>; this module for an empty name.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no module of that name.</exception>
    public Module GetSubmodule(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0) return this;
        return FindModule(this, name) ?? throw new KeyNotFoundException(
            $"GetSubmodule: {TypeName(this)} has no module \"{name}\"; "
            + $"it has: {string.Join(", ", NamedModules().Skip(1).Select(named => named.Name))}");
    }

    private static Module? FindModule(object owner, string path)
    {
        foreach (var (name, kind, value) in MemberFinder.MembersOf(owner))
        {
            if (kind is not (MemberKind.Module or MemberKind.Collection) || !path.StartsWith(name, StringComparison.Ordinal)) continue;
            if (path.Length == name.Length && value is Module module) return module;
            if (path.Length > name.Length && path[name.Length] == '.' && FindModule(value, path[(name.Length + 1)..]) is { } found) return found;
        }

        return null;
    }

    /// <summary>
    /// Lists the direct members. Overridden by modules whose members are not named like their fields.
    /// </summary>
    private protected virtual void ListOwnMembers(List<Member> members) => MemberFinder.ListFields(this, members);

    internal void ListMembers(List<Member> members)
    {
        ListOwnMembers(members);
        Replacements?.ListMembers(members);
    }
}
