namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// The pointwise Kullback–Leibler divergence y·(ln y − x) of log-probabilities x from probabilities y, reduced.
    /// </summary>
    /// <param name="input">x: log-probabilities.</param>
    /// <param name="target">y: probabilities, or their logarithms; of the same shape.</param>
    /// <param name="reduction">
    /// The reduction of the losses: mean, sum or none; <see cref="Reduction.BatchMean"/>, the sum divided by the size
    /// of dimension 0, is the divergence by its definition.
    /// </param>
    /// <param name="logTarget">True if the target holds logarithms: e^y·(y − x).</param>
    /// <remarks>
    /// A target of 0 has the loss 0. Gradient: −g·y to the input, g·(ln y + 1 − x) to the target.
    /// <c>torch.nn.functional.kl_div</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes differ, or the input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the four.</exception>
    public static Tensor KlDiv(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, bool logTarget = false)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        const string op = "KlDiv";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckFloating(op, input);
        CheckSameShape(op, input, target);
        if (reduction != Reduction.BatchMean) Checked(op, reduction);
        var losses = logTarget ? target.Exp() * (target - input) : target.XLogY(target) - target * input;
        if (reduction != Reduction.BatchMean) return Reduce(op, losses, reduction);
        return input.NDim == 0 ? losses.Sum() : losses.Sum() / (double)input.Shape[0];
    }
}
