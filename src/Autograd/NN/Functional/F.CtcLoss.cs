namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// The connectionist temporal classification loss: −ln of the probability that a sequence of class probabilities
    /// spells the labels, with blanks between and repetitions left out.
    /// </summary>
    /// <param name="logProbs">
    /// Log-probabilities (see <see cref="Tensor.LogSoftmax"/>), of shape (T, N, C): time steps, sequences, classes; or
    /// (T, C) for one sequence.
    /// </param>
    /// <param name="targets">
    /// The labels, of any integer type: (N, S), padded with any numbers; or all labels one after the other, in one
    /// dimension.
    /// </param>
    /// <param name="inputLengths">The number of time steps of each sequence, integers of shape (N); () for one.</param>
    /// <param name="targetLengths">The number of labels of each sequence, integers of shape (N); () for one.</param>
    /// <param name="blank">The class of the blank.</param>
    /// <param name="reduction">
    /// The reduction of the losses; the mean is of the losses divided by the numbers of labels.
    /// </param>
    /// <param name="zeroInfinity">
    /// True to count a sequence that is too short for its labels as 0, with the gradient 0. False for the loss ∞ and
    /// the gradient NaN.
    /// </param>
    /// <returns>A single number, or (N) for <see cref="Reduction.None"/>.</returns>
    /// <remarks>
    /// Gradient: −g·γ, with γ the probability of each class at each step, given the labels. Through LogSoftmax it is
    /// PyTorch's; to log-probabilities that are leaves, PyTorch's is that of the scores in front of LogSoftmax. It may
    /// be differentiated again; PyTorch's may not. A. Graves et al., "Connectionist temporal classification" (2006);
    /// <c>torch.nn.functional.ctc_loss</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes or types do not fit, or there are no log-probabilities.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A length or a label is out of range, a label is the blank, or the reduction is none of the three.
    /// </exception>
    public static Tensor CtcLoss(
        Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths, int blank = 0, Reduction reduction = Reduction.Mean,
        bool zeroInfinity = false)
    {
        (logProbs, targets) = (Autocast.ToFloat32(logProbs), Autocast.ToFloat32(targets));
        const string op = "CtcLoss";
        ArgumentNullException.ThrowIfNull(logProbs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(inputLengths);
        ArgumentNullException.ThrowIfNull(targetLengths);
        CheckFloating(op, logProbs);
        if (logProbs.NDim is not (2 or 3) || logProbs.Numel == 0)
            throw new ArgumentException($"{op}: logProbs of shape {logProbs.Shape}; they must be (T, N, C) or (T, C), and not empty");
        Checked(op, reduction);
        var isBatch = logProbs.NDim == 3;
        if (!isBatch)
        {
            logProbs = logProbs.Unsqueeze(1);
            if (inputLengths.NDim == 0) inputLengths = inputLengths.Unsqueeze(0);
            if (targetLengths.NDim == 0) targetLengths = targetLengths.Unsqueeze(0);
        }

        var sequences = CtcTargets.Of(op, logProbs, targets, inputLengths, targetLengths, blank);
        var losses = Tensor.CtcLoss(logProbs, sequences, zeroInfinity);
        if (reduction == Reduction.Mean)
            return (losses / Tensor.From(Array.ConvertAll(sequences.Lengths, length => (double)Math.Max(length, 1))).To(losses.DType)).Mean();
        return reduction == Reduction.Sum ? losses.Sum() : isBatch ? losses : losses.Squeeze(0);
    }
}
