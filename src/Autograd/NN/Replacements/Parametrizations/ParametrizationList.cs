using System.Collections;
using System.Globalization;

namespace Autograd.NN;

/// <summary>
/// The parametrizations of one tensor, applied one after the other, and the original that the first is applied to. In
/// the state they are <c>parametrizations.weight.original</c>, or <c>original0</c>, <c>original1</c> if there are
/// several, and <c>parametrizations.weight.0</c>.
/// </summary>
public sealed class ParametrizationList : Module, IReadOnlyList<Module>
{
    private readonly Tensor[] _originals;
    private readonly List<Module> _modules;
    private readonly bool _isSplit;

    // What the original becomes when the list is started.
    private readonly Tensor? _inverse;

    internal ParametrizationList(Module first, Tensor original)
    {
        _modules = [first];
        _isSplit = first is ISplitParametrization;
        using var _ = GradMode.NoGrad();
        if (first is ISplitParametrization split)
        {
            _originals = Array.ConvertAll(split.RightInverse(original.Detach()), part => Parameter.From(part, original.RequiresGrad));
            return;
        }

        var inverse = first is IRightInverse invertible ? invertible.RightInverse(original.Detach()) : original;
        if (inverse is null || !inverse.Shape.Equals(original.Shape) || inverse.DType != original.DType)
            throw new InvalidOperationException(
                $"RightInverse: {TypeName(first)} made {Describe(inverse)} of a tensor of shape {original.Shape} and type {original.DType}; "
                + "return one like it");

        // The parameter stays the same object, which an optimizer may hold.
        _inverse = inverse;
        _originals = [original];
    }

    /// <summary>The number of parametrizations.</summary>
    public int Count => _modules.Count;

    /// <summary>The tensor that the first parametrization is applied to.</summary>
    /// <exception cref="InvalidOperationException">There are several; see <see cref="Originals"/>.</exception>
    public Tensor Original => _isSplit
        ? throw new InvalidOperationException($"Original: {TypeName(_modules[0])} has {_originals.Length} originals; use Originals")
        : _originals[0];

    /// <summary>The tensors that the first parametrization is applied to.</summary>
    public IReadOnlyList<Tensor> Originals => _originals;

    /// <summary>The parametrization at a position.</summary>
    public Module this[int index] => _modules[index];

    internal bool IsSplit => _isSplit;

    /// <summary>Computes the tensor.</summary>
    public Tensor Forward() => Forward(_originals);

    /// <summary>Enumerates the parametrizations in the order in which they are applied.</summary>
    public IEnumerator<Module> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Computes the first value, checks that it can take the place of another, and keeps the original.</summary>
    internal Tensor Start(Tensor replaced)
    {
        if (_inverse is null) return Checked(Forward(), replaced, _modules[0]);
        var before = replaced.Data;
        if (!ReferenceEquals(_inverse, replaced)) replaced.Data = _inverse.Detach().Clone();
        try
        {
            return Checked(Forward(), before, _modules[0]);
        }
        catch
        {
            replaced.Data = before;
            throw;
        }
    }

    /// <summary>Adds a parametrization that is applied after those here.</summary>
    internal Tensor Append(Module parametrization)
    {
        var before = Forward();
        var value = Checked(Apply(parametrization, before), before, parametrization);
        _modules.Add(parametrization);
        return value;
    }

    private protected override bool HasHookedForward => false;

    private protected override void ListOwnMembers(List<Member> members)
    {
        for (var i = 0; i < _originals.Length; i++)
        {
            var name = _isSplit ? string.Create(CultureInfo.InvariantCulture, $"original{i}") : "original";
            members.Add(new Member(name, MemberKind.Parameter, _originals[i]));
        }

        for (var i = 0; i < _modules.Count; i++)
            members.Add(new Member(i.ToString(CultureInfo.InvariantCulture), MemberKind.Module, _modules[i]));
    }

    private protected override void SetOwnTensor(string name, Tensor value) =>
        _originals[_isSplit ? int.Parse(name.AsSpan("original".Length), CultureInfo.InvariantCulture) : 0] = value;

    private Tensor Forward(Tensor[] originals)
    {
        var value = _modules[0] is ISplitParametrization split ? split.Forward(originals) : Apply(_modules[0], originals[0]);
        for (var i = 1; i < _modules.Count; i++) value = Apply(_modules[i], value);
        return value;
    }

    private static Tensor Apply(Module parametrization, Tensor x) => ((UnaryModule)parametrization).Forward(x);

    private static Tensor Checked(Tensor? value, Tensor replaced, Module parametrization)
    {
        if (value is null || !value.Shape.Equals(replaced.Shape) || value.DType != replaced.DType)
            throw new InvalidOperationException(
                $"RegisterParametrization: {TypeName(parametrization)} made {Describe(value)} of one of shape {replaced.Shape} and type "
                + $"{replaced.DType}, whose place it takes; return one like it");
        return value;
    }

    private static string Describe(Tensor? value) => value is null ? "null" : $"a tensor of shape {value.Shape} and type {value.DType}";
}
