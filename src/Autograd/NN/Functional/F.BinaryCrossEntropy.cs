namespace Autograd.NN;

public static partial class F
{
    /// <summary>The binary cross entropy −w·(y·ln x + (1 − y)·ln(1 − x)) of probabilities, reduced.</summary>
    /// <param name="input">x: probabilities in [0, 1].</param>
    /// <param name="target">y: usually 0 or 1, of the same shape.</param>
    /// <param name="weight">w: factors of the losses, of a shape that broadcasts to the input's.</param>
    /// <param name="reduction">
    /// The reduction of the losses: mean, sum or none. The mean divides by the number of elements, not by the weights.
    /// </param>
    /// <remarks>
    /// Logarithms below −100 count as −100, so that the loss of a certain error is finite. Gradient: g·w·(x − y)/(x·(1
    /// − x)) to the input, with a divisor of at least 10⁻¹²; g·w·(ln(1 − x) − ln x) to the target.
    /// <c>torch.nn.functional.binary_cross_entropy</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The shapes differ, the weight does not broadcast, or the input is not floating or not in [0, 1].
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor BinaryCrossEntropy(
        Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        const string op = "BinaryCrossEntropy";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckFloating(op, input);
        CheckSameShape(op, input, target);
        CheckBroadcasts(op, "weight", weight, input);
        Checked(op, reduction);
        Tensor.CheckProbabilities(op, input);
        return weight is null
            ? Tensor.BinaryCrossEntropy(input, target, reduction)
            : Reduce(op, Tensor.BinaryCrossEntropy(input, target, Reduction.None) * weight, reduction);
    }

    /// <summary>
    /// The binary cross entropy of probabilities that are given by their logits, −w·(p·y·ln σ(x) + (1 − y)·ln(1 −
    /// σ(x))), reduced. Computed without σ, so that it does not overflow.
    /// </summary>
    /// <param name="input">x: logits, any numbers.</param>
    /// <param name="target">y: usually 0 or 1, of the same shape.</param>
    /// <param name="weight">w: factors of the losses, of a shape that broadcasts to the input's.</param>
    /// <param name="reduction">
    /// The reduction of the losses: mean, sum or none. The mean divides by the number of elements, not by the weights.
    /// </param>
    /// <param name="posWeight">
    /// p: factors of the positive targets' losses, of a shape that broadcasts to the input's, such as one for each
    /// class.
    /// </param>
    /// <remarks>
    /// Without weights it is one pass over the memory, forward and backward. Gradient: g·(σ(x) − y) to the input, −g·x
    /// to the target. <c>torch.nn.functional.binary_cross_entropy_with_logits</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The shapes differ, a weight does not broadcast, or the input is not floating.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor BinaryCrossEntropyWithLogits(
        Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? posWeight = null)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        const string op = "BinaryCrossEntropyWithLogits";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckFloating(op, input);
        CheckSameShape(op, input, target);
        CheckBroadcasts(op, "weight", weight, input);
        CheckBroadcasts(op, "posWeight", posWeight, input);
        Checked(op, reduction);
        if (weight is null && posWeight is null) return Tensor.BinaryCrossEntropyWithLogits(input, target, reduction);
        var losses = posWeight is null
            ? Tensor.BinaryCrossEntropyWithLogits(input, target, Reduction.None)
            : (1 - target) * input - (1 + (posWeight - 1) * target) * input.LogSigmoid();
        return Reduce(op, weight is null ? losses : losses * weight, reduction);
    }
}
