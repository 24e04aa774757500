namespace Autograd.NN;

public static partial class F
{
    /// <summary>Looks up rows of a table by index: W[input[…]].</summary>
    /// <param name="input">Integers of any shape, from 0 to the number of rows − 1.</param>
    /// <param name="weight">W: (rows, size).</param>
    /// <param name="paddingIdx">The index of a row that receives no gradient; negative counts from the last.</param>
    /// <param name="maxNorm">
    /// The greatest norm of a row. Longer rows that are looked up are scaled down to it first, in the table itself and
    /// unrecorded.
    /// </param>
    /// <param name="normType">The order of that norm.</param>
    /// <param name="scaleGradByFreq">
    /// True to divide the gradient of a row by the number of times that the input names it.
    /// </param>
    /// <returns>The input's shape, with the row's size after it.</returns>
    /// <remarks>
    /// Gradient: to each row of W, the sum of g over the elements of the input that selected it.
    /// <c>torch.nn.functional.embedding</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The input is not of an integer type, the weight is not a matrix, or a norm is to be kept of integers.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An index or the padding index is out of range, or maxNorm is negative.
    /// </exception>
    public static Tensor Embedding(
        Tensor input, Tensor weight, int? paddingIdx = null, double? maxNorm = null, double normType = 2, bool scaleGradByFreq = false) =>
        Tensor.EmbeddingLookup(NotNull(weight), NotNull(input), paddingIdx, maxNorm, normType, scaleGradByFreq);
}
