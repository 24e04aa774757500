namespace Autograd;

public static partial class Linalg
{
    /// <summary>
    /// Computes the product of a chain of matrices in the order that takes the fewest multiplications.
    /// </summary>
    /// <param name="tensors">
    /// Two or more matrices; the first may be a vector, as a row, and the last, as a column.
    /// </param>
    /// <remarks>
    /// The order is found by dynamic programming (Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms,
    /// 15.2). Gradient: that of the products.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There are fewer than two, one is not a matrix, or the inner sizes differ.
    /// </exception>
    public static Tensor MultiDot(params ReadOnlySpan<Tensor> tensors)
    {
        var n = tensors.Length;
        if (n < 2) throw new ArgumentException($"MultiDot: {n} tensors; it takes two or more");
        NoneNull("MultiDot", tensors, nameof(tensors));
        var matrices = tensors.ToArray();
        for (var i = 0; i < n; i++)
            if (matrices[i].NDim != 2 && !(matrices[i].NDim == 1 && (i == 0 || i == n - 1)))
                throw new ArgumentException(
                    $"MultiDot: tensor {i} has shape {matrices[i].Shape}; all must be matrices, and the first and last may be vectors");
        var (startsWithVector, endsWithVector) = (matrices[0].NDim == 1, matrices[^1].NDim == 1);
        if (startsWithVector) matrices[0] = matrices[0].Unsqueeze(0);
        if (endsWithVector) matrices[^1] = matrices[^1].Unsqueeze(1);
        for (var i = 1; i < n; i++)
            if (matrices[i - 1].Shape.Sizes[1] != matrices[i].Shape.Sizes[0])
                throw new ArgumentException(
                    $"MultiDot: tensors {i - 1} and {i} do not fit: inner sizes of {tensors[i - 1].Shape} x {tensors[i].Shape}: "
                    + $"{matrices[i - 1].Shape.Sizes[1]} and {matrices[i].Shape.Sizes[0]}");
        if (Array.TrueForAll(matrices, matrix => matrix.DType == DType.Bool)) Tensor.CheckNotBothBool("MultiDot", matrices[0], matrices[1]);
        var product = Product(matrices, BestSplits(matrices), 0, n - 1);
        if (endsWithVector) product = product.Squeeze(1);
        return startsWithVector ? product.Squeeze(0) : product;
    }

    /// <summary>Returns, for each run of matrices, the one after which to split it.</summary>
    private static int[,] BestSplits(Tensor[] matrices)
    {
        var n = matrices.Length;
        var (cost, split) = (new double[n, n], new int[n, n]);
        for (var length = 2; length <= n; length++)
            for (var first = 0; first + length <= n; first++)
            {
                var last = first + length - 1;
                cost[first, last] = double.PositiveInfinity;
                for (var cut = first; cut < last; cut++)
                {
                    var (rows, inner, columns) = (matrices[first].Shape.Sizes[0], matrices[cut].Shape.Sizes[1], matrices[last].Shape.Sizes[1]);
                    var total = cost[first, cut] + cost[cut + 1, last] + (double)rows * inner * columns;
                    if (total < cost[first, last]) (cost[first, last], split[first, last]) = (total, cut);
                }
            }

        return split;
    }

    private static Tensor Product(Tensor[] matrices, int[,] split, int first, int last) => first == last
        ? matrices[first]
        : Product(matrices, split, first, split[first, last]).MatMulUncast(Product(matrices, split, split[first, last] + 1, last));
}
