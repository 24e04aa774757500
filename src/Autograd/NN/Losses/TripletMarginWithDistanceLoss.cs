namespace Autograd.NN;

/// <summary>
/// As <see cref="TripletMarginLoss"/>, with a distance of the caller's;
/// see <see cref="F.TripletMarginWithDistanceLoss"/>.
/// </summary>
/// <remarks><c>torch.nn.TripletMarginWithDistanceLoss</c>.</remarks>
public sealed class TripletMarginWithDistanceLoss : Module
{
    // The default is a module, which is printed as a child, as in PyTorch.
    private readonly PairwiseDistance? _distanceFunction;
    private readonly Func<Tensor, Tensor, Tensor> _distance;
    private readonly double _margin;
    private readonly bool _swap;
    private readonly Reduction _reduction;

    /// <summary>Makes the loss.</summary>
    /// <param name="distanceFunction">
    /// The distance, in tensor operations; by default <see cref="PairwiseDistance"/>.
    /// </param>
    /// <param name="margin">The margin.</param>
    /// <param name="swap">
    /// True to take the distance of positive and negative where it is less than that of anchor and negative.
    /// </param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    public TripletMarginWithDistanceLoss(
        Func<Tensor, Tensor, Tensor>? distanceFunction = null, double margin = 1, bool swap = false,
        Reduction reduction = Reduction.Mean)
    {
        if (distanceFunction is null) _distanceFunction = new PairwiseDistance();
        _distance = distanceFunction ?? _distanceFunction!.Forward;
        (_margin, _swap, _reduction) = (margin, swap, reduction);
    }

    /// <summary>Computes the loss.</summary>
    /// <param name="anchor">Any shape that the distance takes.</param>
    /// <param name="positive">Of the same shape.</param>
    /// <param name="negative">Of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor anchor, Tensor positive, Tensor negative) => IsHooked
        ? RunHooks((anchor, positive, negative), args => Forward(args.anchor, args.positive, args.negative))
        : F.TripletMarginWithDistanceLoss(
        NotNull(anchor), NotNull(positive), NotNull(negative), _distance, _margin, _swap, _reduction);
}
