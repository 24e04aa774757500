namespace Autograd.NN;

/// <summary>
/// The negative log-likelihood of values under normal distributions;
/// see <see cref="F.GaussianNllLoss"/>.
/// </summary>
/// <param name="full">True to add the constant ln(2π)/2.</param>
/// <param name="eps">The least variance that counts.</param>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <remarks><c>torch.nn.GaussianNLLLoss</c>.</remarks>
public sealed class GaussianNLLLoss(
    bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input">The expected values.</param>
    /// <param name="target">The values.</param>
    /// <param name="var">The variances, of the same shape, or one for each row.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a variance is negative.</exception>
    public Tensor Forward(Tensor input, Tensor target, Tensor var) => IsHooked
        ? RunHooks((input, target, var), args => Forward(args.input, args.target, args.var))
        : F.GaussianNllLoss(NotNull(input), NotNull(target), NotNull(var), full, eps, reduction);
}
