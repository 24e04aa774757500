namespace Autograd.NN;

public static partial class F
{
    /// <summary>Rows of a table by number: W[input[…]].</summary>
    /// <param name="input">Integers of any shape, from 0 to the number of rows − 1.</param>
    /// <param name="weight">W: (rows, size).</param>
    /// <param name="paddingIdx">A row that receives no gradient; negative counts from the last.</param>
    /// <returns>The input's shape, with the row's size after it.</returns>
    /// <remarks>Gradient: to each row of W the sum of g over the places where it was used.</remarks>
    /// <exception cref="ArgumentException">The input is not of integers, or the weight is no matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number, or the padding index, has no row.</exception>
    public static Tensor Embedding(Tensor input, Tensor weight, int? paddingIdx = null) =>
        Tensor.EmbeddingLookup(NotNull(weight), NotNull(input), paddingIdx);
}
