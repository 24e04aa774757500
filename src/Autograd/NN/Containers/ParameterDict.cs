using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Autograd.NN;

/// <summary>
/// Parameters by name, in the order in which they were added. A field that is a plain dictionary serves as well; this
/// one is a module, and makes parameters of other tensors.
/// </summary>
/// <example><code>readonly ParameterDict _scales = new() { ["left"] = Tensor.Ones(4), ["right"] = Tensor.Ones(4) };</code></example>
public sealed class ParameterDict : Module, IReadOnlyDictionary<string, Tensor>
{
    private readonly OrderedDictionary<string, Tensor> _parameters = [];

    /// <summary>The number of parameters.</summary>
    public int Count => _parameters.Count;

    /// <summary>The names.</summary>
    public IEnumerable<string> Keys => _parameters.Keys;

    /// <summary>The parameters.</summary>
    public IEnumerable<Tensor> Values => _parameters.Values;

    /// <summary>The parameter of a name; setting it adds or replaces the parameter.</summary>
    /// <exception cref="KeyNotFoundException">There is no parameter of that name.</exception>
    /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
    public Tensor this[string key]
    {
        get => _parameters.TryGetValue(NotNull(key), out var parameter) ? parameter : throw new KeyNotFoundException(
            $"ParameterDict: there is no parameter \"{key}\"; there are: {string.Join(", ", Keys)}");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _parameters[Containers.CheckedName("ParameterDict", key)] = Containers.AsParameter(value);
        }
    }

    /// <summary>Adds a parameter, or one made of another tensor.</summary>
    /// <exception cref="ArgumentException">The name is empty, contains a dot, or is there already.</exception>
    public void Add(string key, Tensor parameter)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(parameter);
        if (!_parameters.TryAdd(Containers.CheckedName("ParameterDict", key), Containers.AsParameter(parameter)))
            throw new ArgumentException($"ParameterDict: \"{key}\" is there already; set it with [\"{key}\"] = …", nameof(key));
    }

    /// <summary>Removes the parameter of a name; false if there is none.</summary>
    public bool Remove(string key) => _parameters.Remove(NotNull(key));

    /// <summary>True if there is a parameter of that name.</summary>
    public bool ContainsKey(string key) => _parameters.ContainsKey(NotNull(key));

    /// <summary>Gets the parameter of a name; false if there is none.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Tensor value) => _parameters.TryGetValue(NotNull(key), out value);

    /// <summary>Enumerates the names and parameters in order.</summary>
    public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected override bool HasHookedForward => false;

    private protected override void ListOwnMembers(List<Member> members)
    {
        foreach (var (name, parameter) in _parameters) members.Add(new Member(name, MemberKind.Parameter, parameter));
    }

    private protected override void SetOwnTensor(string name, Tensor value) => _parameters[name] = value;

    // PyTorch prints the class of the tensor here, and its type in a ParameterList.
    /// <inheritdoc/>
    protected override string ExtraRepr() => string.Join('\n', _parameters.Select(entry => Containers.Line(
        entry.Key, entry.Value, ClassOf(entry.Value.DType))));

    private static string ClassOf(DType dtype) => dtype switch
    {
        DType.Float64 => "DoubleTensor",
        DType.Float32 => "FloatTensor",
        DType.Float16 => "HalfTensor",
        DType.BFloat16 => "BFloat16Tensor",
        DType.Bool => "BoolTensor",
        DType.UInt8 => "ByteTensor",
        DType.Int8 => "CharTensor",
        DType.Int16 => "ShortTensor",
        DType.Int32 => "IntTensor",
        _ => "LongTensor",
    };
}
