namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.ScaledDotProductAttention"/> without dropout.</summary>
    internal static Tensor ScaledDotProductAttention(
        Tensor query, Tensor key, Tensor value, Tensor? attnMask, bool isCausal, double? scale)
    {
        if (Autocast.IsEnabled)
        {
            (query, key, value) =
                (Autocast.ToLowerPrecision(query), Autocast.ToLowerPrecision(key), Autocast.ToLowerPrecision(value));
            if (attnMask is not null) attnMask = Autocast.ToLowerPrecision(attnMask);
        }

        var (batch, mask) = CheckAttention(query, key, value, attnMask);

        // Other programs know attention by its parts.
        return Tracing.IsActive
            ? AttentionScores(query, key, mask, isCausal, ScaleOf(query, scale)).Softmax(-1).MatMul(value)
            : FusedAttention(query, key, value, mask, isCausal, ScaleOf(query, scale), batch);
    }

    /// <summary>
    /// Computes the weights of the values in tensor operations, for callers that change them before they are used
    /// (dropout).
    /// </summary>
    internal static Tensor AttentionWeights(
        Tensor query, Tensor key, Tensor value, Tensor? attnMask, bool isCausal, double? scale)
    {
        var (_, mask) = CheckAttention(query, key, value, attnMask);
        return AttentionScores(query, key, mask, isCausal, ScaleOf(query, scale)).Softmax(-1);
    }

    // Scores of heads of size 0 are empty sums, 0, which an infinite scale would turn into NaN.
    private static double ScaleOf(Tensor query, double? scale) => scale ?? 1 / Math.Sqrt(Math.Max(1, query._shape.Sizes[^1]));

    /// <summary>Computes s·Q·Kᵀ + mask in tensor operations.</summary>
    private static Tensor AttentionScores(Tensor query, Tensor key, Tensor? mask, bool isCausal, double scale)
    {
        var scores = query.MatMul(key.Transpose(-2, -1)) * scale;
        if (mask is not null) scores += mask;
        if (!isCausal) return scores;
        var visible = Ones([scores._shape.Sizes[^2], scores._shape.Sizes[^1]]).Tril().Ne(0);
        return scores.MaskedFill(~visible, double.NegativeInfinity);
    }

    /// <summary>
    /// Checks all arguments before anything is computed. Returns the batch dimensions and the additive mask.
    /// </summary>
    private static (Shape Batch, Tensor? Mask) CheckAttention(Tensor query, Tensor key, Tensor value, Tensor? attnMask)
    {
        const string op = "ScaledDotProductAttention";
        CheckMatrices(op, query, key, value);
        var batch = Broadcasting.ResultShape(op, Shape.Create(query._shape.Sizes[..^2]), Shape.Create(key._shape.Sizes[..^2]));
        batch = Broadcasting.ResultShape(op, batch, Shape.Create(value._shape.Sizes[..^2]));
        var mask = attnMask is null ? null : AdditiveMask(op, attnMask, query._dtype, batch, query._shape.Sizes[^2], key._shape.Sizes[^2]);
        return (batch, mask);
    }

    private static void CheckMatrices(string op, Tensor query, Tensor key, Tensor value)
    {
        if (query.NDim < 2 || key.NDim < 2 || value.NDim < 2)
            throw new ArgumentException(
                $"{op}: query {query._shape}, key {key._shape} and value {value._shape}; each needs two dimensions at least");
        if (!query._dtype.IsFloatingPoint() || key._dtype != query._dtype || value._dtype != query._dtype)
            throw new ArgumentException(
                $"{op}: query, key and value are {query._dtype}, {key._dtype} and {value._dtype}; they must be of one floating type");
        if (query._shape.Sizes[^1] != key._shape.Sizes[^1])
            throw new ArgumentException(
                $"{op}: query {query._shape} and key {key._shape} differ in the last size; it must be the same");
        if (key._shape.Sizes[^2] != value._shape.Sizes[^2])
            throw new ArgumentException(
                $"{op}: key {key._shape} and value {value._shape} differ in their number, the last size but one; it must be the same");
    }

    /// <summary>
    /// Returns the mask to add to the scores, expanded to all keys, and to all queries if it needs a gradient; true and
    /// false of a Bool mask become 0 and −∞.
    /// </summary>
    private static Tensor AdditiveMask(string op, Tensor mask, DType dtype, Shape batch, int queries, int keys)
    {
        var scores = Shape.Create([.. batch.Sizes, queries, keys]);
        if (!Broadcasting.CanExpand(mask._shape, scores))
            throw new ArgumentException($"{op}: attnMask of shape {mask._shape} does not broadcast to the scores' shape {scores}");
        if (mask._dtype == DType.Bool) mask = Zeros(mask._shape, dtype).MaskedFill(~mask, double.NegativeInfinity);
        else if (!mask._dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: attnMask is {mask._dtype}; it must be Bool, or floating to be added");
        var lead = mask.NDim > 2 ? mask._shape.Sizes[..^2] : [];
        var rows = mask.IsRecorded ? queries : mask.NDim > 1 ? mask._shape.Sizes[^2] : 1;
        return mask.To(dtype).ExpandTo(Shape.Create([.. lead, rows, keys])).Contiguous();
    }
}
