namespace Autograd.NN;

/// <summary>The distance of corresponding vectors; see <see cref="F.PairwiseDistance"/>.</summary>
/// <param name="p">The order of the norm.</param>
/// <param name="eps">A number that is added to the differences.</param>
/// <param name="keepDim">True to keep the last dimension, with size 1.</param>
/// <remarks><c>torch.nn.PairwiseDistance</c>.</remarks>
public sealed class PairwiseDistance(double p = 2, double eps = 1e-6, bool keepDim = false) : Module
{
    /// <summary>Computes the distances.</summary>
    /// <param name="x1">Vectors: (…, D).</param>
    /// <param name="x2">Vectors, of a shape that broadcasts with the first.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or the tensors are not floating.</exception>
    public Tensor Forward(Tensor x1, Tensor x2) => IsHooked
        ? RunHooks((x1, x2), args => Forward(args.x1, args.x2))
        : F.PairwiseDistance(NotNull(x1), NotNull(x2), p, eps, keepDim);
}
