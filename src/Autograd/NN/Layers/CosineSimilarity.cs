namespace Autograd.NN;

/// <summary>The cosine of the angle between corresponding vectors; see <see cref="F.CosineSimilarity"/>.</summary>
/// <param name="dim">The dimension of the vectors; negative counts from the last.</param>
/// <param name="eps">The least length that counts.</param>
/// <remarks><c>torch.nn.CosineSimilarity</c>.</remarks>
public sealed class CosineSimilarity(int dim = 1, double eps = 1e-8) : Module
{
    /// <summary>Computes the cosines.</summary>
    /// <param name="x1">Vectors, floating.</param>
    /// <param name="x2">Vectors, of a shape that broadcasts with the first.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or the tensors are not floating.</exception>
    public Tensor Forward(Tensor x1, Tensor x2) => IsHooked
        ? RunHooks((x1, x2), args => Forward(args.x1, args.x2))
        : F.CosineSimilarity(NotNull(x1), NotNull(x2), dim, eps);
}
