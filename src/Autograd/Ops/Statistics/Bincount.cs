using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Counts each number in a 1-dimensional tensor of integers: y[x[k]] += 1, or += weights[k]. Not differentiable.
    /// </summary>
    /// <param name="weights">The weight of each element; by default 1.</param>
    /// <param name="minLength">
    /// The smallest length of the result; it is longer if the greatest number + 1 is more.
    /// </param>
    /// <returns>Int64 without weights; Float32 for weights of that type, and Float64 for others.</returns>
    /// <exception cref="ArgumentException">
    /// The tensor is not 1-dimensional and of integers, or the weights have another shape.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number, or the minimum, is negative.</exception>
    public Tensor Bincount(Tensor? weights = null, int minLength = 0)
    {
        if (NDim != 1 || !_dtype.IsInteger())
            throw new ArgumentException($"Bincount: shape {_shape} of type {_dtype}; it needs integers in one dimension");
        if (weights is not null && !weights._shape.Equals(_shape))
            throw new ArgumentException($"Bincount: weights of shape {weights._shape} for shape {_shape}; they must be the same");
        if (minLength < 0) throw new ArgumentOutOfRangeException(nameof(minLength), $"Bincount: a minLength of {minLength}; it cannot be negative");
        var x = Long().Contiguous();
        var length = minLength;
        using var xData = x.Read();
        if (Numel > 0)
        {
            var values = xData.Span<long>();
            var (min, max) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
            if (min < 0 || max >= Array.MaxLength)
                throw new ArgumentOutOfRangeException(
                    null, $"Bincount: {(min < 0 ? min : max)} among the numbers; they must be from 0 to {Array.MaxLength - 1}");
            length = Math.Max(length, (int)max + 1);
        }

        var dtype = weights is null ? DType.Int64 : weights._dtype == DType.Float32 ? DType.Float32 : DType.Float64;

        // Weights are summed in Float64: many may fall on one number, and Float32 would lose digits.
        var result = Zeros(Shape.Create(length), weights is null ? DType.Int64 : DType.Float64);
        var w = weights?.Detached(dtype).ExpandContiguous(_shape);
        using var resultData = result.Write();
        using var wData = ReadIfAny(w);
        if (w is null) Histogram.Count(xData.Span<long>(), resultData.Span<long>());
        else if (dtype == DType.Float32) Histogram.Count(xData.Span<long>(), wData.Span<float>(), resultData.Span<double>());
        else Histogram.Count(xData.Span<long>(), wData.Span<double>(), resultData.Span<double>());
        return result.To(dtype);
    }
}
