using System.Collections;
using System.Globalization;

namespace Autograd.NN;

/// <summary>
/// A list of parameters. A field that is a plain list or array of parameters serves as well; this one is a module, and
/// makes parameters of other tensors.
/// </summary>
/// <example><code>readonly ParameterList _scales = [Tensor.Ones(4), Tensor.Ones(4)];</code></example>
public sealed class ParameterList : Module, IReadOnlyList<Tensor>
{
    private readonly List<Tensor> _parameters = [];

    /// <summary>Makes a list of these, named <c>0</c>, <c>1</c>, … in the state.</summary>
    public ParameterList(params ReadOnlySpan<Tensor> parameters)
    {
        foreach (var parameter in parameters) Add(parameter);
    }

    /// <summary>The number of parameters.</summary>
    public int Count => _parameters.Count;

    /// <summary>The parameter at a position; setting it replaces the parameter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is out of range.</exception>
    public Tensor this[int index]
    {
        get => _parameters[Check(index)];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _parameters[Check(index)] = Containers.AsParameter(value);
        }
    }

    /// <summary>Appends a parameter, or one made of another tensor.</summary>
    public void Add(Tensor parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        _parameters.Add(Containers.AsParameter(parameter));
    }

    /// <summary>Appends several.</summary>
    public void Extend(IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var parameter in parameters) Add(parameter);
    }

    /// <summary>Enumerates the parameters in order.</summary>
    public IEnumerator<Tensor> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected override bool HasHookedForward => false;

    private protected override void ListOwnMembers(List<Member> members)
    {
        for (var i = 0; i < Count; i++) members.Add(new Member(i.ToString(CultureInfo.InvariantCulture), MemberKind.Parameter, _parameters[i]));
    }

    private protected override void SetOwnTensor(string name, Tensor value) => _parameters[int.Parse(name, CultureInfo.InvariantCulture)] = value;

    /// <inheritdoc/>
    protected override string ExtraRepr() => string.Join('\n', _parameters.Select((parameter, i) => Containers.Line(
        i.ToString(CultureInfo.InvariantCulture), parameter, parameter.DType.ToString().ToLowerInvariant())));

    private int Check(int index) => (uint)index < (uint)Count ? index : throw new ArgumentOutOfRangeException(
        nameof(index), $"ParameterList: index {index} is out of range for {Count} parameters; {ValidNumbers.Use(0, Count - 1, ", or ^1 for the last")}");
}
