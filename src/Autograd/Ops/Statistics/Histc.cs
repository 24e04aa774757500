using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Counts the elements in each of some bins of equal width, in the tensor's type. Not differentiable.
    /// </summary>
    /// <param name="bins">The number of bins.</param>
    /// <param name="min">The lower bound of the first bin.</param>
    /// <param name="max">
    /// The upper bound of the last bin, itself included. If min equals max, the smallest and the greatest element are
    /// used instead; if those are equal too, the bounds are that value − 1 and + 1.
    /// </param>
    /// <remarks>
    /// Elements outside of the bins, and NaN, are not counted. (PyTorch counts NaN in the first bin.)
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The tensor is not floating, or the bounds are in the wrong order, infinite or NaN.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of bins is not positive.</exception>
    public Tensor Histc(int bins = 100, double min = 0, double max = 0)
    {
        CheckFloating("Histc");
        if (bins <= 0) throw new ArgumentOutOfRangeException(nameof(bins), $"Histc: {bins} bins; there must be at least one");
        if (min > max) throw new ArgumentException($"Histc: bins from {min} to {max}; max must not be less than min");
        if (min == max && Numel > 0)
        {
            var (least, most) = Alias().AMinMax();
            (min, max) = (least.Item(), most.Item());
        }

        if (!double.IsFinite(min) || !double.IsFinite(max))
            throw new ArgumentException($"Histc: bins from {min} to {max}; pass finite bounds, or a tensor of finite numbers");
        if (min == max) (min, max) = (min - 1, max + 1);
        if (_dtype.IsReducedFloatingPoint()) return Detached(DType.Float32).Histc(bins, min, max).To(_dtype);
        var x = ExpandContiguous(_shape);

        // Counted in integers, because Float32 cannot count beyond 2^24.
        var result = Zeros(Shape.Create(bins), DType.Int64);
        using var xData = x.Read();
        using var resultData = result.Write();
        if (_dtype == DType.Float32) Histogram.Bins(xData.Span<float>(), (float)min, (float)max, resultData.Span<long>());
        else Histogram.Bins(xData.Span<double>(), min, max, resultData.Span<long>());
        return result.To(_dtype);
    }
}
