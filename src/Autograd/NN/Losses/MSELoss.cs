namespace Autograd.NN;

/// <summary>The squared difference of predictions and targets, by default its mean; see <see cref="F.MseLoss"/>.</summary>
/// <param name="reduction">What becomes of the single losses.</param>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>The loss of these predictions.</summary>
    /// <param name="input">The predictions.</param>
    /// <param name="target">What they should be, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor input, Tensor target) => F.MseLoss(NotNull(input), NotNull(target), reduction);
}
