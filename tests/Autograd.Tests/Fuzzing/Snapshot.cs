using System.Globalization;

namespace Autograd.Tests.Fuzzing;

/// <summary>What a tensor was at a moment.</summary>
internal sealed class Snapshot(Tensor tensor) : IEquatable<Snapshot>
{
    private readonly Shape _shape = tensor.Shape;
    private readonly DType _dtype = tensor.DType;
    private readonly double[] _values = tensor.Detach().To(DType.Float64).ToArray<double>();

    /// <summary>The same to the last bit; any NaN is any other.</summary>
    public bool Equals(Snapshot? other) =>
        other is not null && _shape.Equals(other._shape) && _dtype == other._dtype && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as Snapshot);

    public override int GetHashCode() => _shape.GetHashCode();

    /// <summary>The same but for the order of sums.</summary>
    public bool IsNear(Snapshot other)
    {
        if (!_shape.Equals(other._shape) || _dtype != other._dtype) return false;
        var largest = _values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var tolerance = _dtype.IsFloatingPoint() ? (_dtype == DType.Float32 ? 1e-4 : 1e-9) * (1 + largest) : 0;
        for (var i = 0; i < _values.Length; i++)
        {
            var (x, y) = (_values[i], other._values[i]);
            if (x.Equals(y) || Math.Abs(x - y) <= tolerance) continue;
            return false;
        }

        return true;
    }

    public override string ToString() =>
        $"{_dtype}{_shape} [{string.Join(", ", _values.Take(12).Select(value => value.ToString("G6", CultureInfo.InvariantCulture)))}]";
}
