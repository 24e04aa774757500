namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// True if both tensors have the same shape and equal elements; NaN equals nothing. <c>torch.equal(a, b)</c>.
    /// </summary>
    public bool Equal(Tensor other) => _shape.Equals(NotNull(other)._shape) && !Ne(other).ContainsBoolean(true);

    /// <summary>
    /// True if |a − b| ≤ atol + rtol·|b| for all pairs of elements; the operands broadcast. Equal infinities are close.
    /// </summary>
    /// <param name="other">The tensor to compare with; the relative tolerance refers to its elements.</param>
    /// <param name="rtol">The relative tolerance.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equalNan">True if NaN is close to NaN.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is negative.</exception>
    public bool AllClose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) =>
        !CompareClose("AllClose", NotNull(other), rtol, atol, equalNan).Eq(0).ContainsBoolean(true);

    /// <summary>
    /// True where |a − b| ≤ atol + rtol·|b|, elementwise; the operands broadcast. Equal infinities are close. Not
    /// differentiable.
    /// </summary>
    /// <param name="other">The tensor to compare with; the relative tolerance refers to its elements.</param>
    /// <param name="rtol">The relative tolerance.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equalNan">True if NaN is close to NaN.</param>
    /// <remarks>Numbers of every type are compared in double precision.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is negative.</exception>
    public Tensor IsClose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) =>
        CompareClose("IsClose", NotNull(other), rtol, atol, equalNan);

    internal Tensor CompareClose(string op, Tensor other, double rtol, double atol, bool equalNan)
    {
        if (!(rtol >= 0)) throw new ArgumentOutOfRangeException(nameof(rtol), $"{op}: rtol is {rtol}; it must be 0 or more");
        if (!(atol >= 0)) throw new ArgumentOutOfRangeException(nameof(atol), $"{op}: atol is {atol}; it must be 0 or more");
        var shape = Broadcasting.ResultShape(op, _shape, other._shape);
        var x = Detached(DType.Float64).ExpandContiguous(shape);
        var y = other.Detached(DType.Float64).ExpandContiguous(shape);
        var result = Uninitialized<bool>(shape);
        using var xData = x.Read();
        using var yData = y.Read();
        using var resultData = result.Write();
        AreClose(xData.Span<double>(), yData.Span<double>(), rtol, atol, equalNan, resultData.Span<bool>());
        return result;
    }

    private static void AreClose(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, double rtol, double atol, bool equalNan, Span<bool> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            var difference = Math.Abs(a[i] - b[i]);
            var isClose = double.IsFinite(difference) && difference <= atol + Math.Abs(rtol * b[i]);
            result[i] = isClose || a[i] == b[i] || (equalNan && double.IsNaN(a[i]) && double.IsNaN(b[i]));
        }
    }
}
