namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Whether the two have the same shape and equal elements; NaN equals nothing. <c>torch.equal(a, b)</c>.</summary>
    public bool Equal(Tensor other) => _shape.Equals(other._shape) && !Ne(other).HasTrue();

    /// <summary>
    /// Whether |a − b| ≤ atol + rtol·|b| for every two elements; the operands broadcast. Equal infinities are close.
    /// </summary>
    /// <param name="other">What to compare with; the relative tolerance is of its elements.</param>
    /// <param name="rtol">The relative tolerance.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equalNan">Whether NaN is close to NaN.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public bool AllClose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false)
    {
        var shape = Broadcasting.ResultShape("allClose", _shape, other._shape);
        var x = Alias().To(DType.Float64).ExpandTo(shape).Contiguous();
        var y = other.Alias().To(DType.Float64).ExpandTo(shape).Contiguous();
        var areClose = AreClose(x.Span<double>(), y.Span<double>(), rtol, atol, equalNan);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        return areClose;
    }

    private static bool AreClose(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double rtol, double atol, bool equalNan)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] == b[i] || (equalNan && double.IsNaN(a[i]) && double.IsNaN(b[i]))) continue;
            var difference = Math.Abs(a[i] - b[i]);
            if (!double.IsFinite(difference) || difference > atol + Math.Abs(rtol * b[i])) return false;
        }

        return true;
    }
}
