namespace Autograd.NN;

/// <summary>
/// The binary cross entropies of independent classes;
/// see <see cref="F.MultilabelSoftMarginLoss"/>.
/// </summary>
/// <remarks><c>torch.nn.MultiLabelSoftMarginLoss</c>.</remarks>
public sealed class MultiLabelSoftMarginLoss : Module
{
    [Buffer]
    private readonly Tensor? _weight;
    private readonly Reduction _reduction;

    /// <summary>Makes the loss.</summary>
    /// <param name="weight">
    /// Factors of the losses, of a shape that broadcasts to the input; saved in the state as <c>weight</c>.
    /// </param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    public MultiLabelSoftMarginLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        _weight = weight;
        _reduction = reduction;
    }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Scores, of shape (…, C).</param>
    /// <param name="target">0 or 1, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit together.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.MultilabelSoftMarginLoss(NotNull(input), NotNull(target), _weight, _reduction);
}
