namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// max(0, d(a, p) − d(a, n) + margin), reduced: an anchor is to be nearer to the positive than to the negative. The
    /// distances are those of <see cref="PairwiseDistance"/> over the last dimension.
    /// </summary>
    /// <param name="anchor">a: (N, D), or (D) for one triplet.</param>
    /// <param name="positive">p, of the same shape.</param>
    /// <param name="negative">n, of the same shape.</param>
    /// <param name="margin">By how much the positive is to be nearer.</param>
    /// <param name="p">The order of the norm.</param>
    /// <param name="eps">A number that is added to the differences, as in PyTorch.</param>
    /// <param name="swap">True to take min(d(a, n), d(p, n)) for d(a, n).</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks>
    /// V. Balntas et al., "Learning shallow convolutional feature descriptors with triplet losses" (2016);
    /// <c>torch.nn.functional.triplet_margin_loss</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes differ, or the tensors are not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor TripletMarginLoss(
        Tensor anchor, Tensor positive, Tensor negative, double margin = 1, double p = 2, double eps = 1e-6, bool swap = false,
        Reduction reduction = Reduction.Mean)
    {
        (anchor, positive, negative) = (Autocast.ToFloat32(anchor), Autocast.ToFloat32(positive), Autocast.ToFloat32(negative));
        CheckTriplet("TripletMarginLoss", NotNull(anchor), NotNull(positive), NotNull(negative));
        return Triplet("TripletMarginLoss", anchor, positive, negative, (x, y) => PairwiseDistance(x, y, p, eps), margin, swap, reduction);
    }

    /// <summary>max(0, d(a, p) − d(a, n) + margin), reduced, with a distance d of the caller's.</summary>
    /// <param name="anchor">a: any shape that the distance takes.</param>
    /// <param name="positive">p, of the same shape.</param>
    /// <param name="negative">n, of the same shape.</param>
    /// <param name="distanceFunction">d, in tensor operations; by default <see cref="PairwiseDistance"/>.</param>
    /// <param name="margin">By how much the positive is to be nearer.</param>
    /// <param name="swap">True to take min(d(a, n), d(p, n)) for d(a, n).</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks><c>torch.nn.functional.triplet_margin_with_distance_loss</c>.</remarks>
    /// <exception cref="ArgumentException">The shapes differ, or the tensors are not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor TripletMarginWithDistanceLoss(
        Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor>? distanceFunction = null, double margin = 1,
        bool swap = false, Reduction reduction = Reduction.Mean)
    {
        (anchor, positive, negative) = (Autocast.ToFloat32(anchor), Autocast.ToFloat32(positive), Autocast.ToFloat32(negative));
        CheckTriplet("TripletMarginWithDistanceLoss", NotNull(anchor), NotNull(positive), NotNull(negative));
        return Triplet("TripletMarginWithDistanceLoss", anchor, positive, negative,
            distanceFunction ?? ((x, y) => PairwiseDistance(x, y)), margin, swap, reduction);
    }

    private static void CheckTriplet(string op, Tensor anchor, Tensor positive, Tensor negative)
    {
        CheckFloating(op, anchor, "anchor");
        CheckFloating(op, positive, "positive");
        CheckFloating(op, negative, "negative");
        CheckSameShape(op, anchor, "anchor", positive, "positive");
        CheckSameShape(op, anchor, "anchor", negative, "negative");
        if (anchor.NDim == 0) throw new ArgumentException($"{op}: the anchor is a single number; its shape must be (N, D) or (D)");
    }

    private static Tensor Triplet(
        string op, Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor> distance, double margin, bool swap,
        Reduction reduction)
    {
        Checked(op, reduction);
        var near = distance(anchor, positive);
        var far = distance(anchor, negative);
        if (swap) far = far.Minimum(distance(positive, negative));
        return Reduce(op, (near - far + margin).Clamp(min: 0), reduction);
    }
}
