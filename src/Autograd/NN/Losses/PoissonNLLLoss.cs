namespace Autograd.NN;

/// <summary>
/// The negative log-likelihood of counts under Poisson distributions;
/// see <see cref="F.PoissonNllLoss"/>.
/// </summary>
/// <param name="logInput">True if the input is the logarithm of the rate.</param>
/// <param name="full">True to add Stirling's approximation of the constant term.</param>
/// <param name="eps">A number that is added to a rate before its logarithm is taken.</param>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <remarks><c>torch.nn.PoissonNLLLoss</c>.</remarks>
public sealed class PoissonNLLLoss(
    bool logInput = true, bool full = false, double eps = 1e-8, Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input">The rates, or their logarithms.</param>
    /// <param name="target">The counts, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.PoissonNllLoss(NotNull(input), NotNull(target), logInput, full, eps, reduction);
}
