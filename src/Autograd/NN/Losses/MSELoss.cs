namespace Autograd.NN;

/// <summary>
/// The squared difference of predictions and targets, by default its mean; see <see cref="F.MseLoss"/>.
/// </summary>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss of these predictions.</summary>
    /// <param name="input">The predictions.</param>
    /// <param name="target">The values to predict, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.MseLoss(NotNull(input), NotNull(target), reduction);
}
