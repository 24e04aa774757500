namespace Autograd.NN;

/// <summary>
/// The logistic loss of two classes, ln(1 + e^(−y·x));
/// see <see cref="F.SoftMarginLoss"/>.
/// </summary>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <remarks><c>torch.nn.SoftMarginLoss</c>.</remarks>
public sealed class SoftMarginLoss(Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input">Scores.</param>
    /// <param name="target">1 or −1, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.SoftMarginLoss(NotNull(input), NotNull(target), reduction);
}
