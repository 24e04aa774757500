namespace Autograd.NN;

/// <summary>
/// The cross entropy between the softmax of scores and targets, which are classes or probabilities; see
/// <see cref="F.CrossEntropy"/>.
/// </summary>
public sealed class CrossEntropyLoss : Module
{
    [Buffer]
    private readonly Tensor? _weight;
    private readonly Reduction _reduction;
    private readonly int _ignoreIndex;
    private readonly double _labelSmoothing;

    /// <summary>Makes the loss.</summary>
    /// <param name="weight">A weight for each class, of shape (C); saved in the state as <c>weight</c>.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <param name="ignoreIndex">A class whose elements do not count.</param>
    /// <param name="labelSmoothing">ε in [0, 1]: targets become (1 − ε)·q + ε/C.</param>
    public CrossEntropyLoss(
        Tensor? weight = null, Reduction reduction = Reduction.Mean, int ignoreIndex = -100, double labelSmoothing = 0)
    {
        _weight = weight;
        _reduction = reduction;
        _ignoreIndex = ignoreIndex;
        _labelSmoothing = labelSmoothing;
    }

    /// <summary>Computes the loss of these scores.</summary>
    /// <param name="input">Scores, of shape (C), (N, C) or (N, C, d₁, …): not normalized.</param>
    /// <param name="target">
    /// Classes, integers of the input's shape without C; or probabilities, floating and of the input's shape.
    /// </param>
    /// <exception cref="ArgumentException">The shapes or types do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in [0, C).</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.CrossEntropy(NotNull(input), NotNull(target), _weight, _reduction, _ignoreIndex, _labelSmoothing);
}
