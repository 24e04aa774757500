namespace Autograd.NN;

/// <summary>
/// What one score lacks to be greater than the other by a margin;
/// see <see cref="F.MarginRankingLoss"/>.
/// </summary>
/// <param name="margin">The margin.</param>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <remarks><c>torch.nn.MarginRankingLoss</c>.</remarks>
public sealed class MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input1">Scores.</param>
    /// <param name="input2">Scores, of the same shape.</param>
    /// <param name="target">1 if the first is to be the greater, −1 if the second; of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor input1, Tensor input2, Tensor target) => IsHooked
        ? RunHooks((input1, input2, target), args => Forward(args.input1, args.input2, args.target))
        : F.MarginRankingLoss(NotNull(input1), NotNull(input2), NotNull(target), margin, reduction);
}
