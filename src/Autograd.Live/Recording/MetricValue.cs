namespace Autograd.Live;

/// <summary>
/// The value of a metric: a number, or a tensor of one element, which is read when the metric is recorded. Both convert
/// implicitly: <c>("loss", loss)</c>, <c>("accuracy", 0.9)</c>.
/// </summary>
public readonly struct MetricValue
{
    private readonly Tensor? _tensor;
    private readonly double _number;

    private MetricValue(double number) => _number = number;

    private MetricValue(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _tensor = tensor;
    }

    /// <summary>A number; NaN and infinities are recorded as they are.</summary>
    public static implicit operator MetricValue(double value) => new(value);

    /// <summary>A tensor of one element.</summary>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static implicit operator MetricValue(Tensor value) => new(value);

    /// <summary>The number, or the tensor's element as it is now.</summary>
    internal double Read(string op, string name)
    {
        if (_tensor is null) return _number;
        if (_tensor.Numel != 1)
            throw new ArgumentException(
                $"{op}: metric \"{name}\" is a tensor of shape {_tensor.Shape}; a metric is one number: record its Mean() or Sum()");
        return _tensor.Item();
    }
}
