namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The q-quantile, below which the fraction q of the elements lies; 0.5 for the median. NaN if any is NaN.
    /// </summary>
    /// <param name="q">The fraction, from 0 to 1.</param>
    /// <param name="dim">The dimension to reduce; null for all elements.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <param name="interpolation">The value of a quantile between two elements.</param>
    /// <remarks>
    /// The element of rank q·(n − 1) in sorted order. Gradient: g, split between the two adjacent elements by their
    /// weights. Between two equal infinities the result is that infinity; PyTorch gives NaN.
    /// </remarks>
    /// <exception cref="ArgumentException">The tensor is not floating, or has no element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or q is not from 0 to 1.</exception>
    public Tensor Quantile(
        double q, int? dim = null, bool keepDim = false, QuantileInterpolation interpolation = QuantileInterpolation.Linear) =>
        QuantileOf("Quantile", From(q, DType.Float64), dim, keepDim, interpolation, ignoresNan: false);

    /// <summary>Several quantiles at once.</summary>
    /// <param name="q">
    /// The fractions, from 0 to 1: a floating tensor of one dimension, which comes first in the result, or of none.
    /// </param>
    /// <param name="dim">The dimension to reduce; null for all elements.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <param name="interpolation">The value of a quantile between two elements.</param>
    /// <remarks>
    /// Gradient: to the elements as for one q. With linear interpolation, q gets g·(n − 1) times the difference of the
    /// two elements.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The tensor or q is not floating, the tensor has no element, or q more than one dimension.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or q is not from 0 to 1.</exception>
    public Tensor Quantile(
        Tensor q, int? dim = null, bool keepDim = false, QuantileInterpolation interpolation = QuantileInterpolation.Linear) =>
        QuantileOf("Quantile", q, dim, keepDim, interpolation, ignoresNan: false);

    /// <summary>The q-quantile of the elements that are not NaN; NaN if there are no such elements.</summary>
    /// <inheritdoc cref="Quantile(double, int?, bool, QuantileInterpolation)"/>
    public Tensor NanQuantile(
        double q, int? dim = null, bool keepDim = false, QuantileInterpolation interpolation = QuantileInterpolation.Linear) =>
        QuantileOf("NanQuantile", From(q, DType.Float64), dim, keepDim, interpolation, ignoresNan: true);

    /// <summary>Several quantiles at once of the elements that are not NaN.</summary>
    /// <inheritdoc cref="Quantile(Tensor, int?, bool, QuantileInterpolation)"/>
    public Tensor NanQuantile(
        Tensor q, int? dim = null, bool keepDim = false, QuantileInterpolation interpolation = QuantileInterpolation.Linear) =>
        QuantileOf("NanQuantile", q, dim, keepDim, interpolation, ignoresNan: true);

    /// <summary>
    /// Up to this many elements a rank in Float32 has enough bits left for the fraction between two elements.
    /// </summary>
    private const int MaxFloatRank = 1 << 20;

    private Tensor QuantileOf(string op, Tensor q, int? dim, bool keepDim, QuantileInterpolation interpolation, bool ignoresNan)
    {
        CheckFloating(op);
        CheckParts(op, q);
        if (_dtype.IsReducedFloatingPoint())
        {
            var wide = To(DType.Float32).QuantileOf(op, q, dim, keepDim, interpolation, ignoresNan);
            return Autocast.IsEnabled ? wide : wide.To(_dtype);
        }
        if (Numel == 0) throw new ArgumentException($"{op}: shape {_shape} has no element to choose from; it needs at least one");
        var d = dim is { } given ? _shape.DimOrScalar(given, op) : 0;

        // Sorts the elements in a new last dimension, behind the dimensions that the result has with keepDim.
        var kept = ReductionPlan.Of(op, _shape, dim is null ? [] : [d]).KeptShape;
        var rows = dim is null || NDim == 0 ? ReshapeTo(Shape.Create([.. kept.Sizes, Numel])) : Unsqueeze(-1).Transpose(d, -1);
        var sorted = rows.Sort().Values;
        var ranks = RanksIn(sorted, q.To(sorted._shape.Sizes[^1] > MaxFloatRank ? DType.Float64 : _dtype), ignoresNan).ExpandTo(Shape.Create([.. kept.Sizes, q.Numel]));
        var result = AtRanks(sorted, ranks, interpolation);

        if (!keepDim) result = dim is null ? result.ReshapeTo(Shape.Create(q.Numel)) : NDim == 0 ? result : result.Squeeze(d);
        if (q.NDim == 0) return result.Squeeze(-1);
        Span<int> order = stackalloc int[result.NDim];
        order[0] = result.NDim - 1;
        for (var i = 1; i < order.Length; i++) order[i] = i - 1;
        return result.Permute(order);
    }

    /// <summary>
    /// The ranks q·(n − 1) in each sorted row; the rank of a NaN if the row has one and NaN is not ignored.
    /// </summary>
    private static Tensor RanksIn(Tensor sorted, Tensor q, bool ignoresNan)
    {
        var last = sorted._shape.Sizes[^1] - 1;
        var isNan = sorted.IsNan();
        if (!ignoresNan) return (q.Unsqueeze(-1).ReshapeTo(Shape.Create(q.Numel)) * last).MaskedFill(isNan.Narrow(-1, last, 1), last);
        var ranks = q.ReshapeTo(Shape.Create(q.Numel)) * ((~isNan).Sum(-1, keepDim: true) - 1);
        return ranks.Clamp(min: 0);
    }

    private static Tensor AtRanks(Tensor sorted, Tensor ranks, QuantileInterpolation interpolation)
    {
        var at = ranks.Detach();
        var below = at.Floor();
        return interpolation switch
        {
            QuantileInterpolation.Lower => sorted.Gather(-1, below.Long()),
            QuantileInterpolation.Higher => sorted.Gather(-1, at.Ceil().Long()),
            QuantileInterpolation.Nearest => sorted.Gather(-1, at.Round().Long()),
            QuantileInterpolation.Midpoint => Between(FullLike(ranks, 0.5, sorted._dtype)),
            _ => Between((ranks - below).To(sorted._dtype)),
        };

        Tensor Between(Tensor weight) =>
            Interpolate(sorted.Gather(-1, below.Long()), sorted.Gather(-1, at.Ceil().Long()), weight);
    }

    private static void CheckParts(string op, Tensor q)
    {
        ArgumentNullException.ThrowIfNull(q);
        if (!q._dtype.IsFloatingPoint() || q.NDim > 1)
            throw new ArgumentException(
                $"{op}: q of shape {q._shape} and type {q._dtype}; it must be a floating number, or a list of them in one dimension");
        foreach (var part in q.Detach().To(DType.Float64).ToArray<double>())
            if (!(part >= 0 && part <= 1))
                throw new ArgumentOutOfRangeException(nameof(q), $"{op}: q is {part}; it must be from 0 to 1");
    }
}
