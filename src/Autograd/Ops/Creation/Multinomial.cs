using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Draws categories with probabilities in proportion to their weights; <c>torch.multinomial</c>, number for number
    /// if the weights are in row-major order.
    /// </summary>
    /// <param name="weights">
    /// (categories,) or (rows, categories), floating and not negative; they need not sum to 1.
    /// </param>
    /// <param name="numSamples">The number of samples for each row.</param>
    /// <param name="replacement">True if a category may be drawn several times.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>(numSamples,) or (rows, numSamples), Int64: the indices of the categories.</returns>
    /// <remarks>
    /// It is an error to draw, without replacement, more samples than there are weights above 0; PyTorch then draws
    /// categories of weight 0.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The weights are not floating, have not one or two dimensions, are negative or not finite, or too few in a row
    /// are above 0.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The number is not positive, or more than there are categories.
    /// </exception>
    public static Tensor Multinomial(Tensor weights, int numSamples, bool replacement = false, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (!weights._dtype.IsFloatingPoint())
            throw new ArgumentException($"Multinomial: weights of type {weights._dtype}; convert with Float() or Double()");
        if (weights.NDim is not (1 or 2))
            throw new ArgumentException($"Multinomial: weights of shape {weights._shape}; use (categories,) or (rows, categories)");
        var categories = weights._shape.Sizes[^1];
        if (numSamples <= 0)
            throw new ArgumentOutOfRangeException(nameof(numSamples), $"Multinomial: {numSamples} samples; draw at least one");
        if (!replacement && numSamples > categories)
            throw new ArgumentOutOfRangeException(
                nameof(numSamples),
                $"Multinomial: {numSamples} samples of {categories} categories without replacement; draw fewer, or with replacement: true");
        var shape = weights.NDim == 1 ? Shape.Create(numSamples) : Shape.Create(weights._shape.Sizes[0], numSamples);
        var result = Uninitialized(shape, DType.Int64);
        var rows = weights.Detach().Contiguous();
        if (rows._dtype.IsReducedFloatingPoint()) rows = rows.To(DType.Float32);
        if (rows._dtype == DType.Float32) Draw<float>(rows, result, numSamples, !replacement, generator ?? Generator.Default);
        else Draw<double>(rows, result, numSamples, !replacement, generator ?? Generator.Default);
        return result;

        static void Draw<T>(Tensor weights, Tensor result, int count, bool distinct, Generator stream)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            using var weightsData = weights.Read();
            var from = weightsData.Span<T>();
            using var resultData = result.Write();
            var to = resultData.Span<long>();
            var categories = weights._shape.Sizes[^1];
            var rows = to.Length / count;
            for (var i = 0; i < rows; i++)
                Generator.CheckWeights<T>(from.Slice(i * categories, categories), distinct ? count : 1);
            for (var i = 0; i < rows; i++)
            {
                var row = from.Slice(i * categories, categories);
                var samples = to.Slice(i * count, count);
                if (distinct) stream.FillMultinomialDistinct<T>(samples, row);
                else stream.FillMultinomial<T>(samples, row);
            }
        }
    }
}
