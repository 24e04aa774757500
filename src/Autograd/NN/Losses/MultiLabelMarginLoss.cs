namespace Autograd.NN;

/// <summary>
/// The hinge loss of elements that have several classes;
/// see <see cref="F.MultilabelMarginLoss"/>.
/// </summary>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <remarks><c>torch.nn.MultiLabelMarginLoss</c>.</remarks>
public sealed class MultiLabelMarginLoss(Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input">Scores, of shape (N, C) or (C).</param>
    /// <param name="target">The classes of each row, and −1 behind the last; integers of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is out of range.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.MultilabelMarginLoss(NotNull(input), NotNull(target), reduction);
}
