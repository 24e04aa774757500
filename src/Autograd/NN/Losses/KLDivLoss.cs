namespace Autograd.NN;

/// <summary>
/// The Kullback–Leibler divergence of log-probabilities from probabilities;
/// see <see cref="F.KlDiv"/>.
/// </summary>
/// <param name="reduction">
/// The reduction of the losses: mean, sum, none, or the sum divided by the batch (BatchMean).
/// </param>
/// <param name="logTarget">True if the targets are logarithms, too.</param>
/// <remarks><c>torch.nn.KLDivLoss</c>.</remarks>
public sealed class KLDivLoss(Reduction reduction = Reduction.Mean, bool logTarget = false) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input">Log-probabilities.</param>
    /// <param name="target">Probabilities, or their logarithms; of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.KlDiv(NotNull(input), NotNull(target), reduction, logTarget);
}
