namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// The negative log-likelihood −w·x of the target classes, where x are log-probabilities (see
    /// <see cref="Tensor.LogSoftmax"/>).
    /// </summary>
    /// <param name="input">Log-probabilities, of shape (C), (N, C) or (N, C, d₁, …).</param>
    /// <param name="target">Classes, of any integer type and of the input's shape without C.</param>
    /// <param name="weight">A weight for each class, of shape (C); a constant for the gradient.</param>
    /// <param name="reduction">
    /// The reduction of the losses: mean, sum or none; the mean is over the sum of the targets' weights.
    /// </param>
    /// <param name="ignoreIndex">A class whose elements do not count.</param>
    /// <remarks>Gradient: −g·w to the target's element, 0 to the others.</remarks>
    /// <exception cref="ArgumentException">The input is not floating, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A class is not in [0, C), or the reduction is none of the three.
    /// </exception>
    public static Tensor NllLoss(
        Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, int ignoreIndex = -100) =>
        Tensor.NegativeLogLikelihood(
            Autocast.ToFloat32(NotNull(input)), NotNull(target), weight, Checked("NllLoss", reduction), ignoreIndex);
}
