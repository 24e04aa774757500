namespace Autograd.NN;

/// <summary>
/// Attention in several heads: each projects queries, keys and values to its part of the features, and computes
/// softmax(Q·Kᵀ/√width)·V; the joined heads are projected once more.
/// </summary>
/// <remarks>
/// <para>
/// Shapes, with E = embedDim: query (L, N, E), key (S, N, kdim) and value (S, N, vdim) → (L, N, E); with
/// <c>batchFirst</c> the batch N is first; or all without the batch.
/// </para>
/// <para>
/// Parameters are named as in PyTorch: <c>in_proj_weight</c> (3·E, E), or, if kdim or vdim differ from E,
/// <c>q_proj_weight</c>, <c>k_proj_weight</c> and <c>v_proj_weight</c>; <c>in_proj_bias</c>, <c>bias_k</c>,
/// <c>bias_v</c>, <c>out_proj.weight</c>, <c>out_proj.bias</c>. Weights are initialized by
/// <see cref="Init.XavierUniform"/>, <c>bias_k</c> and <c>bias_v</c> by <see cref="Init.XavierNormal"/>, the output's
/// weight as in <see cref="Linear"/>, other biases with zeros.
/// </para>
/// <para>
/// Without weights and dropout a block of scores at a time is computed and none is kept, so that memory grows with the
/// lengths, not with their product: pass <c>needWeights: false</c>, as the transformer's layers do. After A. Vaswani et
/// al., "Attention is all you need" (2017).
/// </para>
/// </remarks>
/// <example><code>
/// var attention = new MultiheadAttention(embedDim: 128, numHeads: 8, batchFirst: true);
/// var (y, weights) = attention.Forward(x, x, x);
/// </code></example>
public sealed class MultiheadAttention : Module, IMultiplyAdds
{
    /// <summary>Makes the module and initializes its parameters.</summary>
    /// <param name="embedDim">E, the number of features of queries and outputs.</param>
    /// <param name="numHeads">The number of heads, which divides E.</param>
    /// <param name="dropout">The probability with which a weight is set to 0 while training.</param>
    /// <param name="bias">True if the projections have biases.</param>
    /// <param name="addBiasKv">True for a learned key and value behind those of each sequence.</param>
    /// <param name="addZeroAttn">True for a key and value of zeros behind those.</param>
    /// <param name="kdim">The number of features of a key; null for E.</param>
    /// <param name="vdim">The number of features of a value; null for E.</param>
    /// <param name="batchFirst">True if the batch is the first dimension.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">The heads do not divide the features, or the type is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or a size is negative.</exception>
    public MultiheadAttention(
        int embedDim, int numHeads, double dropout = 0, bool bias = true, bool addBiasKv = false, bool addZeroAttn = false, int? kdim = null,
        int? vdim = null, bool batchFirst = false, DType dtype = DType.Float32)
    {
        MultiheadAttentionCall.CheckHeads("MultiheadAttention", embedDim, numHeads);
        F.CheckProbability("MultiheadAttention", dropout);
        if (kdim < 0) throw new ArgumentOutOfRangeException(nameof(kdim), $"MultiheadAttention: kdim is {kdim}; use 0 or more");
        if (vdim < 0) throw new ArgumentOutOfRangeException(nameof(vdim), $"MultiheadAttention: vdim is {vdim}; use 0 or more");
        (EmbedDim, NumHeads, Dropout, AddZeroAttn, BatchFirst) = (embedDim, numHeads, dropout, addZeroAttn, batchFirst);
        (KDim, VDim) = (kdim ?? embedDim, vdim ?? embedDim);

        // PyTorch draws the output's weight first.
        OutProj = new NonDynamicallyQuantizableLinear(embedDim, embedDim, bias, dtype);
        if (KDim == embedDim && VDim == embedDim)
        {
            InProjWeight = Draw(3 * embedDim, embedDim);
        }
        else
        {
            QProjWeight = Draw(embedDim, embedDim);
            KProjWeight = Draw(embedDim, KDim);
            VProjWeight = Draw(embedDim, VDim);
        }

        if (bias)
        {
            InProjBias = Parameter.From(Tensor.Zeros([3 * embedDim], dtype));
            Init.Zeros(OutProj.Bias!);
        }

        if (!addBiasKv) return;
        BiasK = Parameter.From(Init.XavierNormal(Tensor.Zeros([1, 1, embedDim], dtype)));
        BiasV = Parameter.From(Init.XavierNormal(Tensor.Zeros([1, 1, embedDim], dtype)));

        Tensor Draw(int rows, int columns) => Parameter.From(Init.XavierUniform(Tensor.Zeros([rows, columns], dtype)));
    }

    /// <summary>E, the number of features of queries and outputs.</summary>
    public int EmbedDim { get; }

    /// <summary>The number of heads.</summary>
    public int NumHeads { get; }

    /// <summary>The probability with which a weight is set to 0 while training.</summary>
    public double Dropout { get; }

    /// <summary>The number of features of a key.</summary>
    public int KDim { get; }

    /// <summary>The number of features of a value.</summary>
    public int VDim { get; }

    /// <summary>True if there is a key and value of zeros behind those of each sequence.</summary>
    public bool AddZeroAttn { get; }

    /// <summary>True if the batch is the first dimension.</summary>
    public bool BatchFirst { get; }

    /// <summary>The queries' weight, (E, E), if kdim or vdim differ from E; else null.</summary>
    public Tensor? QProjWeight
    {
        get => Computed("q_proj_weight", field);
    }

    /// <summary>The keys' weight, (E, kdim), if kdim or vdim differ from E; else null.</summary>
    public Tensor? KProjWeight
    {
        get => Computed("k_proj_weight", field);
    }

    /// <summary>The values' weight, (E, vdim), if kdim or vdim differ from E; else null.</summary>
    public Tensor? VProjWeight
    {
        get => Computed("v_proj_weight", field);
    }

    /// <summary>The weights of queries, keys and values, one below the other, (3·E, E), if all have E features; else null.</summary>
    public Tensor? InProjWeight
    {
        get => Computed("in_proj_weight", field);
    }

    /// <summary>The biases of queries, keys and values, (3·E), or null.</summary>
    public Tensor? InProjBias { get; }

    /// <summary>A learned key behind those of each sequence, (1, 1, E), or null.</summary>
    public Tensor? BiasK { get; }

    /// <summary>The value of that key, (1, 1, E), or null.</summary>
    public Tensor? BiasV { get; }

    /// <summary>The projection of the joined heads.</summary>
    public Linear OutProj { get; }

    /// <summary>Computes the outputs, and the weights if they are wanted.</summary>
    /// <param name="query">(L, N, E), or as the class says.</param>
    /// <param name="key">(S, N, kdim).</param>
    /// <param name="value">(S, N, vdim).</param>
    /// <param name="keyPaddingMask">
    /// (N, S), or (S) without a batch: true, of type Bool, where a key is padding, which no query sees; or floating, to
    /// be added to the scores.
    /// </param>
    /// <param name="needWeights">False to compute no weights, which takes less time and memory.</param>
    /// <param name="attnMask">
    /// (L, S), or (N·heads, L, S): true, of type Bool, where a query does not see a key; or floating, to be added. This
    /// is PyTorch's convention, and the opposite of <see cref="F.ScaledDotProductAttention"/>'s.
    /// </param>
    /// <param name="averageAttnWeights">False for the weights of each head instead of their mean.</param>
    /// <param name="isCausal">True if query i sees keys up to i only. Needs no mask; with one, both apply.</param>
    /// <returns>
    /// The outputs, (L, N, E); and the weights, (N, L, S) or of each head (N, heads, L, S), or null. NaN for a query that
    /// sees no key.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a mask is neither Bool nor floating.</exception>
    public (Tensor Output, Tensor? Weights) Forward(
        Tensor query, Tensor key, Tensor value, Tensor? keyPaddingMask = null, bool needWeights = true, Tensor? attnMask = null,
        bool averageAttnWeights = true, bool isCausal = false)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        return IsHooked
            ? RunHooksAround(
                (query, key, value, keyPaddingMask, attnMask),
                t => Compute(t.query, t.key, t.value, t.keyPaddingMask, needWeights, t.attnMask, averageAttnWeights, isCausal))
            : Compute(query, key, value, keyPaddingMask, needWeights, attnMask, averageAttnWeights, isCausal);
    }

    // The projections of queries, keys, values and outputs; each score, and each weight with its value.
    long IMultiplyAdds.MultiplyAdds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs)
    {
        var (query, key) = (inputs[0], inputs[1]);
        long queries = query.Numel / EmbedDim, keys = key.Numel / KDim;
        var batch = query.NDim == 2 ? 1 : query.Size(BatchFirst ? 0 : 1);
        var seen = (batch == 0 ? 0 : keys / batch) + (BiasK is null ? 0 : 1) + (AddZeroAttn ? 1 : 0);
        return EmbedDim * (2 * queries * EmbedDim + keys * (KDim + VDim) + 2 * queries * seen);
    }

    private (Tensor Output, Tensor? Weights) Compute(
        Tensor query, Tensor key, Tensor value, Tensor? keyPaddingMask, bool needWeights, Tensor? attnMask, bool averageAttnWeights,
        bool isCausal) =>
        new MultiheadAttentionCall
        {
            Op = "MultiheadAttention",
            Query = query,
            Key = key,
            Value = value,
            EmbedDim = EmbedDim,
            NumHeads = NumHeads,
            KDim = KDim,
            VDim = VDim,
            InProjWeight = InProjWeight,
            QProjWeight = QProjWeight,
            KProjWeight = KProjWeight,
            VProjWeight = VProjWeight,
            InProjBias = InProjBias,
            BiasK = BiasK,
            BiasV = BiasV,
            AddZeroAttn = AddZeroAttn,
            Dropout = IsTraining ? Dropout : 0,
            OutProjWeight = OutProj.Weight,
            OutProjBias = OutProj.Bias,
            KeyPaddingMask = keyPaddingMask,
            AttnMask = attnMask,
            IsCausal = isCausal,
            NeedWeights = needWeights,
            AverageWeights = averageAttnWeights,
            BatchFirst = BatchFirst,
        }.Run();
}
