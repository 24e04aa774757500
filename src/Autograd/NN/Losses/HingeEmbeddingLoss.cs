namespace Autograd.NN;

/// <summary>
/// The input where the target is 1, what it lacks to a margin where the target is −1;
/// see <see cref="F.HingeEmbeddingLoss"/>.
/// </summary>
/// <param name="margin">The margin.</param>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <remarks><c>torch.nn.HingeEmbeddingLoss</c>.</remarks>
public sealed class HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input">Distances, say.</param>
    /// <param name="target">1 or −1, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.HingeEmbeddingLoss(NotNull(input), NotNull(target), margin, reduction);
}
