namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// softmax(s·Q·Kᵀ + mask)·V: for each query, the mean of the values, weighted by the match of their keys with the
    /// query.
    /// </summary>
    /// <param name="query">Q: (…, queries, width). Leading dimensions are batches and heads, and broadcast.</param>
    /// <param name="key">K: (…, keys, width).</param>
    /// <param name="value">V: (…, keys, valueWidth).</param>
    /// <param name="attnMask">
    /// Of a shape that broadcasts to (…, queries, keys): true, of type Bool, where a query sees a key; or floating, to
    /// be added to the scores.
    /// </param>
    /// <param name="dropoutP">The probability with which a weight is set to 0; the others are divided by 1 − p.</param>
    /// <param name="isCausal">True if query i sees keys up to i only; not together with a mask.</param>
    /// <param name="scale">s; by default 1/√width.</param>
    /// <returns>(…, queries, valueWidth). NaN for a query that sees no key.</returns>
    /// <remarks>
    /// The weights are computed for one block of queries at a time, and kept for the backward pass only with dropout.
    /// Gradients, with P the weights and D = P∘(g·Vᵀ − rowsum(P∘(g·Vᵀ))): s·D·K to the queries, s·Dᵀ·Q to the keys,
    /// Pᵀ·g to the values, D to a floating mask. After A. Vaswani et al., "Attention is all you need" (2017).
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The shapes do not fit, the types differ or are not floating, or both a mask and isCausal are given.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public static Tensor ScaledDotProductAttention(
        Tensor query, Tensor key, Tensor value, Tensor? attnMask = null, double dropoutP = 0, bool isCausal = false, double? scale = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        CheckProbability("ScaledDotProductAttention", dropoutP);
        if (attnMask is not null && isCausal)
            throw new ArgumentException(
                "ScaledDotProductAttention: both attnMask and isCausal are given; leave one out, or combine them in the mask");
        if (dropoutP == 0) return Tensor.ScaledDotProductAttention(query, key, value, attnMask, isCausal, scale);
        return Dropout(Tensor.AttentionWeights(query, key, value, attnMask, isCausal, scale), dropoutP).MatMul(value);
    }
}
