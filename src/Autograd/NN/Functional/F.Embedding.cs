namespace Autograd.NN;

public static partial class F
{
    /// <summary>Looks up rows of a table by index: W[input[…]].</summary>
    /// <param name="input">Integers of any shape, from 0 to the number of rows − 1.</param>
    /// <param name="weight">W: (rows, size).</param>
    /// <param name="paddingIdx">The index of a row that receives no gradient; negative counts from the last.</param>
    /// <returns>The input's shape, with the row's size after it.</returns>
    /// <remarks>Gradient: to each row of W, the sum of g over the elements of the input that selected it.</remarks>
    /// <exception cref="ArgumentException">
    /// The input is not of an integer type, or the weight is not a matrix.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An index or the padding index is out of range.</exception>
    public static Tensor Embedding(Tensor input, Tensor weight, int? paddingIdx = null) =>
        Tensor.EmbeddingLookup(NotNull(weight), NotNull(input), paddingIdx);
}
