namespace Autograd.NN;

internal sealed partial class MultiheadAttentionCall
{
    public static void CheckHeads(string op, int embedDim, int numHeads)
    {
        if (embedDim < 1 || numHeads < 1 || embedDim % numHeads != 0)
            throw new ArgumentException(
                $"{op}: {embedDim} features in {numHeads} heads; the number of heads must be positive and divide that of the features");
    }

    /// <summary>Checks all arguments before anything is computed.</summary>
    private void Check()
    {
        if (Query.NDim is not (2 or 3) || Key.NDim != Query.NDim || Value.NDim != Query.NDim)
            throw new ArgumentException(
                $"{Op}: query {Query.Shape}, key {Key.Shape} and value {Value.Shape}; all must be 3-D (a batch), or all 2-D (one sequence)");
        CheckWidth("query", Query, EmbedDim, "embedDim");
        CheckWidth("key", Key, KDim, "kdim");
        CheckWidth("value", Value, VDim, "vdim");
        if (!Key.Shape.Sizes[..^1].SequenceEqual(Value.Shape.Sizes[..^1]))
            throw new ArgumentException($"{Op}: key {Key.Shape} and value {Value.Shape} differ before the last size; they must agree there");
        if (IsBatched && Query.Size(BatchDim) != Key.Size(BatchDim))
            throw new ArgumentException(
                $"{Op}: query {Query.Shape} and key {Key.Shape} differ in dimension {BatchDim}, the batch; it must be of one size");
        var (queries, keys) = IsBatched ? (Query.Size(TimeDim), Key.Size(TimeDim)) : (Query.Size(0), Key.Size(0));
        var batch = IsBatched ? Query.Size(BatchDim) : 1;
        if (KeyPaddingMask is { } padding)
        {
            int[] expected = IsBatched ? [batch, keys] : [keys];
            CheckType("keyPaddingMask", padding);
            if (!padding.Shape.Sizes.SequenceEqual(expected))
                throw new ArgumentException(
                    $"{Op}: keyPaddingMask of shape {padding.Shape} for a key of shape {Key.Shape}; it must be {Shape.Format(expected)}");
        }

        if (AttnMask is not { } mask) return;
        CheckType("attnMask", mask);
        int[] ofAll = [queries, keys], ofEach = [batch * NumHeads, queries, keys];
        if (!mask.Shape.Sizes.SequenceEqual(ofAll) && !mask.Shape.Sizes.SequenceEqual(ofEach))
            throw new ArgumentException(
                $"{Op}: attnMask of shape {mask.Shape} for a query of shape {Query.Shape} and a key of shape {Key.Shape}; "
                + $"it must be {Shape.Format(ofAll)}, or {Shape.Format(ofEach)} for each head in the batch");
    }

    private void CheckWidth(string name, Tensor x, int width, string option)
    {
        if (x.Size(-1) != width)
            throw new ArgumentException($"{Op}: a {name} of shape {x.Shape}; its last size must be {option}, {width}");
    }

    private void CheckType(string name, Tensor mask)
    {
        if (mask.DType != DType.Bool && !mask.DType.IsFloatingPoint())
            throw new ArgumentException($"{Op}: {name} is {mask.DType}; it must be Bool, true where a key is hidden, or floating to be added");
    }
}
