namespace Autograd.NN;

/// <summary>
/// The cross entropy between the softmax of scores and what they should have been, classes or probabilities; <see cref="F.CrossEntropy"/>
/// with its options kept.
/// </summary>
/// <param name="weight">A weight per class; not trained, but saved and converted with the module.</param>
/// <param name="reduction">What becomes of the rows' losses.</param>
/// <param name="ignoreIndex">The class whose rows do not count.</param>
/// <param name="labelSmoothing">The part of the target that is spread evenly over all classes, from 0 to 1.</param>
public sealed class CrossEntropyLoss(
    Tensor? weight = null, Reduction reduction = Reduction.Mean, int ignoreIndex = -100, double labelSmoothing = 0) : Module
{
    [Buffer]
    private readonly Tensor? _weight = weight;

    /// <summary>The loss of scores (N, C) against N classes or (N, C) probabilities.</summary>
    /// <exception cref="ArgumentException">The shapes or types do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is none of the C.</exception>
    public Tensor Forward(Tensor input, Tensor target) =>
        F.CrossEntropy(input, target, _weight, reduction, ignoreIndex, labelSmoothing);
}

/// <summary>The mean squared difference of a prediction and its target; <see cref="F.MseLoss"/> with its option kept.</summary>
/// <param name="reduction">What becomes of the elements' losses.</param>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>The loss of a prediction against a target of the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor input, Tensor target) => F.MseLoss(input, target, reduction);
}
