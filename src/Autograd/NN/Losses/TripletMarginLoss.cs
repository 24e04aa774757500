namespace Autograd.NN;

/// <summary>
/// What an anchor lacks to be nearer to the positive than to the negative by a margin;
/// see <see cref="F.TripletMarginLoss"/>.
/// </summary>
/// <param name="margin">The margin.</param>
/// <param name="p">The order of the norm.</param>
/// <param name="eps">A number that is added to the differences.</param>
/// <param name="swap">
/// True to take the distance of positive and negative where it is less than that of anchor and negative.
/// </param>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <remarks><c>torch.nn.TripletMarginLoss</c>.</remarks>
public sealed class TripletMarginLoss(
    double margin = 1, double p = 2, double eps = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="anchor">Vectors: (N, D) or (D).</param>
    /// <param name="positive">Vectors, of the same shape.</param>
    /// <param name="negative">Vectors, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor anchor, Tensor positive, Tensor negative) => IsHooked
        ? RunHooks((anchor, positive, negative), args => Forward(args.anchor, args.positive, args.negative))
        : F.TripletMarginLoss(NotNull(anchor), NotNull(positive), NotNull(negative), margin, p, eps, swap, reduction);
}
