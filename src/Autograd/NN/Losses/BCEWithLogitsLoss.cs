namespace Autograd.NN;

/// <summary>
/// The binary cross entropy of probabilities that are given by their logits;
/// see <see cref="F.BinaryCrossEntropyWithLogits"/>.
/// </summary>
/// <remarks><c>torch.nn.BCEWithLogitsLoss</c>.</remarks>
public sealed class BCEWithLogitsLoss : Module
{
    [Buffer]
    private readonly Tensor? _weight;
    [Buffer]
    private readonly Tensor? _posWeight;
    private readonly Reduction _reduction;

    /// <summary>Makes the loss.</summary>
    /// <param name="weight">
    /// Factors of the losses, of a shape that broadcasts to the input; saved in the state as <c>weight</c>.
    /// </param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <param name="posWeight">
    /// Factors of the positive targets' losses, such as one for each class; saved as <c>pos_weight</c>.
    /// </param>
    public BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? posWeight = null)
    {
        _weight = weight;
        _reduction = reduction;
        _posWeight = posWeight;
    }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Logits.</param>
    /// <param name="target">Usually 0 or 1, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit together.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.BinaryCrossEntropyWithLogits(NotNull(input), NotNull(target), _weight, _reduction, _posWeight);
}
