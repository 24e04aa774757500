using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Categories, each drawn with a probability in proportion to its weight; <c>torch.multinomial</c>, word for word for weights in
    /// row-major order.
    /// </summary>
    /// <param name="weights">(categories,) or (rows, categories), floating, of at least 0; they need not sum to 1.</param>
    /// <param name="numSamples">How many to draw of each row.</param>
    /// <param name="replacement">True if a category may be drawn several times.</param>
    /// <param name="generator">The stream; the default one if null.</param>
    /// <returns>(numSamples,) or (rows, numSamples), Int64: the numbers of the categories.</returns>
    /// <remarks>Where PyTorch would go on to draw categories of weight 0 because no others are left, this is an error.</remarks>
    /// <exception cref="ArgumentException">
    /// The weights are not floating, not one or two dimensions, negative or not finite, or too few of a row are above 0.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive, or more than there are categories.</exception>
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
        if (weights._dtype == DType.Float32) Draw<float>(rows, result, numSamples, !replacement, generator ?? Generator.Default);
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
