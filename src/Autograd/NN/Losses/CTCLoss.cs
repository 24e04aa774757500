namespace Autograd.NN;

/// <summary>
/// Connectionist temporal classification: −ln of the probability that class probabilities spell the labels;
/// see <see cref="F.CtcLoss"/>.
/// </summary>
/// <param name="blank">The class of the blank.</param>
/// <param name="reduction">
/// The reduction of the losses; the mean is of the losses divided by the numbers of labels.
/// </param>
/// <param name="zeroInfinity">True to count a sequence that is too short for its labels as 0.</param>
/// <remarks><c>torch.nn.CTCLoss</c>.</remarks>
public sealed class CTCLoss(int blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="logProbs">Log-probabilities: (T, N, C) or (T, C).</param>
    /// <param name="targets">The labels: (N, S), or one after the other.</param>
    /// <param name="inputLengths">The number of time steps of each sequence: (N) or ().</param>
    /// <param name="targetLengths">The number of labels of each sequence: (N) or ().</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or a label is out of range.</exception>
    public Tensor Forward(Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths) => IsHooked
        ? RunHooks((logProbs, targets, inputLengths, targetLengths), args => Forward(args.logProbs, args.targets, args.inputLengths, args.targetLengths))
        : F.CtcLoss(NotNull(logProbs), NotNull(targets), NotNull(inputLengths), NotNull(targetLengths), blank, reduction, zeroInfinity);
}
