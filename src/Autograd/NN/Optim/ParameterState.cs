using System.Runtime.InteropServices;

namespace Autograd.NN;

/// <summary>
/// The state of an optimizer for one parameter: the number of updates, and tensors and numbers by name. It is saved
/// under these names: <c>state.0.exp_avg</c>.
/// </summary>
public sealed class ParameterState
{
    // Lists, because there are a few at most, and a name is found by its reference.
    private readonly List<(string Name, Tensor Value)> _tensors = [];
    private readonly List<(string Name, double Value)> _numbers = [];

    // The names of loaded 0-d tensors of a 0-d parameter, which may be either; the first use decides.
    private HashSet<string>? _ambiguous;

    internal ParameterState()
    {
    }

    /// <summary>The number of updates so far, for optimizers that count them.</summary>
    public long Step { get; set; }

    internal IReadOnlyList<(string Name, Tensor Value)> Tensors => _tensors;

    internal IReadOnlyList<(string Name, double Value)> Numbers => _numbers;

    /// <summary>True if the state has a tensor of that name.</summary>
    public bool Contains(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name) is not null;
    }

    /// <summary>
    /// Returns the tensor of a name, of the parameter's shape and type; when it is first asked for, it is made and
    /// filled with a number.
    /// </summary>
    /// <param name="name">The name, under which the tensor is saved.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="fill">The number that a new tensor is filled with.</param>
    /// <exception cref="InvalidOperationException">The parameter's shape or type has changed since.</exception>
    public Tensor Get(string name, Tensor parameter, double fill = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(parameter);
        foreach (ref readonly var entry in CollectionsMarshal.AsSpan(_tensors))
            if (ReferenceEquals(entry.Name, name) && _ambiguous is null) return Checked(entry.Value, parameter);
        if (_ambiguous is not null) Decide(name, _numbers);
        if (Find(name) is { } found) return Checked(found, parameter);
        var made = fill == 0 ? Tensor.Zeros(parameter.Shape, parameter.DType) : Tensor.Full(parameter.Shape, fill, parameter.DType);
        _tensors.Add((name, made));
        return made;
    }

    private static Tensor Checked(Tensor tensor, Tensor parameter)
    {
        if (!tensor.Shape.Equals(parameter.Shape) || tensor.DType != parameter.DType)
            throw new InvalidOperationException(
                $"Step: a parameter was {tensor.Shape} of {tensor.DType} at the first step and is {parameter.Shape} of {parameter.DType} now; "
                + "make a new optimizer after changing a parameter's data to another shape or type");
        return tensor;
    }

    /// <summary>Returns the number of a name, or another one if it was never set.</summary>
    public double GetNumber(string name, double otherwise)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_ambiguous is not null) Decide(name, _tensors);
        foreach (var entry in _numbers)
            if (entry.Name == name) return entry.Value;
        return otherwise;
    }

    /// <summary>Sets the number of a name.</summary>
    public void SetNumber(string name, double value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_ambiguous is not null) Decide(name, _tensors);
        Put(_numbers, name, value);
    }

    /// <summary>Returns the tensor of a name, which may have any shape; null if it was never set.</summary>
    public Tensor? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (ref readonly var entry in CollectionsMarshal.AsSpan(_tensors))
            if (ReferenceEquals(entry.Name, name)) return entry.Value;
        foreach (var entry in _tensors)
            if (entry.Name == name) return entry.Value;
        return null;
    }

    /// <summary>Sets the tensor of a name, which may have any shape.</summary>
    public void Set(string name, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        Put(_tensors, name, value);
    }

    /// <summary>Keeps a loaded 0-d tensor as a tensor and as a number, until it is used as one of them.</summary>
    internal void SetEither(string name, Tensor value, double number)
    {
        Put(_tensors, name, value);
        Put(_numbers, name, number);
        (_ambiguous ??= []).Add(name);
    }

    /// <summary>Converts the floating tensors to a type.</summary>
    internal void ConvertTo(DType dtype)
    {
        foreach (ref var entry in CollectionsMarshal.AsSpan(_tensors))
            if (entry.Value.DType.IsFloatingPoint()) entry.Value = entry.Value.To(dtype);
    }

    /// <summary>Removes the tensors and numbers whose names begin so.</summary>
    internal void Remove(string prefix)
    {
        _tensors.RemoveAll(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal));
        _numbers.RemoveAll(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal));
    }

    private void Decide<T>(string name, List<(string Name, T Value)> other)
    {
        if (_ambiguous!.Remove(name)) other.RemoveAll(entry => entry.Name == name);
        if (_ambiguous.Count == 0) _ambiguous = null;
    }

    private static void Put<T>(List<(string Name, T Value)> entries, string name, T value)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Name != name) continue;
            entries[i] = (name, value);
            return;
        }

        entries.Add((name, value));
    }
}
