namespace Autograd.NN;

/// <summary>
/// 1 − the cosine of like vectors, what unlike ones have above a margin;
/// see <see cref="F.CosineEmbeddingLoss"/>.
/// </summary>
/// <param name="margin">The cosine up to which unlike vectors have no loss.</param>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <remarks><c>torch.nn.CosineEmbeddingLoss</c>.</remarks>
public sealed class CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input1">Vectors: (N, D) or (D).</param>
    /// <param name="input2">Vectors, of the same shape.</param>
    /// <param name="target">1 for like vectors, −1 for unlike ones: (N) or ().</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor input1, Tensor input2, Tensor target) => IsHooked
        ? RunHooks((input1, input2, target), args => Forward(args.input1, args.input2, args.target))
        : F.CosineEmbeddingLoss(NotNull(input1), NotNull(input2), NotNull(target), margin, reduction);
}
