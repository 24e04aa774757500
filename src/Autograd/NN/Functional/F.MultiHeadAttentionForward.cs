namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// The computation of <see cref="MultiheadAttention"/> with given parameters: projects queries, keys and values,
    /// attends in each head, and projects the joined heads.
    /// </summary>
    /// <param name="query">(L, N, E), or (L, E) without a batch.</param>
    /// <param name="key">(S, N, keyWidth), or (S, keyWidth).</param>
    /// <param name="value">(S, N, valueWidth), or (S, valueWidth).</param>
    /// <param name="embedDimToCheck">E.</param>
    /// <param name="numHeads">H, which divides E.</param>
    /// <param name="inProjWeight">The projections' weights, one below the other: (3·E, E); null for separate ones.</param>
    /// <param name="inProjBias">The projections' biases: (3·E), or null.</param>
    /// <param name="biasK">(1, 1, E): a key behind all others, together with <paramref name="biasV"/>; or null.</param>
    /// <param name="biasV">(1, 1, E): the value of that key.</param>
    /// <param name="addZeroAttn">True for a further key and value of zeros.</param>
    /// <param name="dropoutP">The probability with which a weight is set to 0 while training.</param>
    /// <param name="outProjWeight">The weight of the last projection: (E, E).</param>
    /// <param name="outProjBias">Its bias: (E), or null.</param>
    /// <param name="training">True if weights are dropped.</param>
    /// <param name="keyPaddingMask">See <see cref="MultiheadAttention.Forward"/>, as for the next four.</param>
    /// <param name="needWeights">True to return the weights.</param>
    /// <param name="attnMask">Which keys a query does not see.</param>
    /// <param name="useSeparateProjWeight">True if the next three parameters take the place of inProjWeight.</param>
    /// <param name="qProjWeight">(E, E).</param>
    /// <param name="kProjWeight">(E, keyWidth).</param>
    /// <param name="vProjWeight">(E, valueWidth).</param>
    /// <param name="averageAttnWeights">True to return the mean of the weights over the heads.</param>
    /// <param name="isCausal">True if query i sees keys up to i only.</param>
    /// <returns>The output, of the query's shape, and the weights or null.</returns>
    /// <remarks>Gradients: those of the operations that it consists of.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit, or a weight is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public static (Tensor Output, Tensor? Weights) MultiHeadAttentionForward(
        Tensor query, Tensor key, Tensor value, int embedDimToCheck, int numHeads, Tensor? inProjWeight, Tensor? inProjBias, Tensor? biasK,
        Tensor? biasV, bool addZeroAttn, double dropoutP, Tensor outProjWeight, Tensor? outProjBias, bool training = true,
        Tensor? keyPaddingMask = null, bool needWeights = true, Tensor? attnMask = null, bool useSeparateProjWeight = false,
        Tensor? qProjWeight = null, Tensor? kProjWeight = null, Tensor? vProjWeight = null, bool averageAttnWeights = true,
        bool isCausal = false)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(outProjWeight);
        const string op = "MultiHeadAttentionForward";
        CheckProbability(op, dropoutP);
        MultiheadAttentionCall.CheckHeads(op, embedDimToCheck, numHeads);
        if (useSeparateProjWeight ? qProjWeight is null || kProjWeight is null || vProjWeight is null : inProjWeight is null)
            throw new ArgumentException(
                $"{op}: useSeparateProjWeight is {(useSeparateProjWeight ? "true" : "false")}, and "
                + (useSeparateProjWeight ? "qProjWeight, kProjWeight or vProjWeight is null; give all three" : "inProjWeight is null; give it"));
        if (biasK is null != biasV is null)
            throw new ArgumentException($"{op}: of biasK and biasV only {(biasK is null ? "biasV" : "biasK")} is given; give both, or none");
        return new MultiheadAttentionCall
        {
            Op = op,
            Query = query,
            Key = key,
            Value = value,
            EmbedDim = embedDimToCheck,
            NumHeads = numHeads,
            KDim = useSeparateProjWeight ? kProjWeight!.Size(-1) : embedDimToCheck,
            VDim = useSeparateProjWeight ? vProjWeight!.Size(-1) : embedDimToCheck,
            InProjWeight = useSeparateProjWeight ? null : inProjWeight,
            QProjWeight = qProjWeight,
            KProjWeight = kProjWeight,
            VProjWeight = vProjWeight,
            InProjBias = inProjBias,
            BiasK = biasK,
            BiasV = biasV,
            AddZeroAttn = addZeroAttn,
            Dropout = training ? dropoutP : 0,
            OutProjWeight = outProjWeight,
            OutProjBias = outProjBias,
            KeyPaddingMask = keyPaddingMask,
            AttnMask = attnMask,
            IsCausal = isCausal,
            NeedWeights = needWeights,
            AverageWeights = averageAttnWeights,
            BatchFirst = false,
        }.Run();
    }
}
