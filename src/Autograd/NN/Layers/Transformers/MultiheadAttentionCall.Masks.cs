namespace Autograd.NN;

internal sealed partial class MultiheadAttentionCall
{
    /// <summary>
    /// Returns one mask to add to the scores, which broadcasts to (batch, heads, queries, keys) and is only as large as
    /// what it is made of; and whether causality remains to be applied.
    /// </summary>
    private (Tensor? Mask, bool IsCausal) Mask(DType dtype)
    {
        var (queries, batch) = IsBatched ? (Query.Size(TimeDim), Query.Size(BatchDim)) : (Query.Size(0), 1);
        var keys = IsBatched ? Key.Size(TimeDim) : Key.Size(0);
        var mask = AttnMask is null ? null : Additive(AttnMask, dtype);
        if (mask is { NDim: 3 }) mask = mask.Reshape(batch, NumHeads, queries, keys + AddedKeys);
        if (KeyPaddingMask is not null)
        {
            var padding = Additive(KeyPaddingMask, dtype).Reshape(batch, 1, 1, keys + AddedKeys);
            mask = mask is null ? padding : mask + padding;
        }

        // Every query sees the added keys, and the fused operation gives no gradient to a mask beside its own causality.
        if (!IsCausal || (AddedKeys == 0 && mask is not { RequiresGrad: true })) return (mask, IsCausal);
        var causal = Additive(Tensor.Ones(queries, keys).Triu(1).Ne(0), dtype);
        return (mask is null ? causal : mask + causal, false);
    }

    /// <summary>Turns true into −∞ and false into 0, and lets all see the added keys.</summary>
    private Tensor Additive(Tensor mask, DType dtype)
    {
        var additive = mask.DType == DType.Bool
            ? Tensor.Zeros(mask.Shape, dtype).MaskedFill(mask, double.NegativeInfinity)
            : mask.To(dtype);
        return AddedKeys == 0 ? additive : F.Pad(additive, [0, AddedKeys]);
    }
}
