using System.Diagnostics.CodeAnalysis;

namespace Autograd.NN;

public abstract partial class Module
{
    /// <summary>What computes tensors of this module, as parametrizations and pruning do; null without any.</summary>
    internal ReplacementList? Replacements => _hooks?.Replacements;

    /// <summary>
    /// The tensor of a property: the field's, or, if it is parametrized, one that is computed anew, unless this call of
    /// <c>Forward</c> has done so.
    /// </summary>
    [return: NotNullIfNotNull(nameof(value))]
    private protected Tensor? Computed(string name, Tensor? value) =>
        _hooks?.Replacements is { } replacements && value is not null ? replacements.Read(this, name) ?? value : value;

    /// <summary>Puts a tensor into the place that has a name in the state.</summary>
    internal void SetTensor(string name, Tensor value)
    {
        if (Replacements?.SetOriginal(name, value) != true) SetOwnTensor(name, value);
    }

    private protected virtual void SetOwnTensor(string name, Tensor value) => MemberFinder.SetField(this, name, value);

    /// <summary>The replacements, to add one. A module that never computes them has none.</summary>
    internal ReplacementList ReplacementsFor(string op) => HooksFor(op).Replacements ??= new ReplacementList();

    /// <summary>The names of the direct parameters, for a message.</summary>
    internal string OwnParameterNames()
    {
        var members = new List<Member>();
        ListOwnMembers(members);
        return string.Join(", ", members.Where(member => member.Kind == MemberKind.Parameter).Select(member => member.Name));
    }

    /// <summary>The direct parameter of a name, such as <c>weight</c>.</summary>
    internal Tensor? OwnParameter(string name)
    {
        var members = new List<Member>();
        ListOwnMembers(members);
        return members.Find(member => member.Name == name && member.Kind == MemberKind.Parameter)?.Value as Tensor;
    }

    /// <summary>A module of the same class whose fields have the same values, with hooks of its own.</summary>
    internal Module ShallowCopy(Func<object, object> copyOf)
    {
        var copy = (Module)MemberwiseClone();
        copy._hooks = _hooks?.Copy(copyOf);
        return copy;
    }
}
