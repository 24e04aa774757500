namespace Autograd.NN;

/// <summary>An encoder and a decoder that attends to its output.</summary>
/// <remarks>
/// Shapes: source (S, N, dModel) and target (T, N, dModel) → (T, N, dModel); batches first with <c>batchFirst</c>, or all
/// without the batch. All matrices are initialized by <see cref="Init.XavierUniform"/>. After A. Vaswani et al.,
/// "Attention is all you need" (2017).
/// </remarks>
public sealed class Transformer : Module
{
    /// <summary>Makes the model and initializes its parameters.</summary>
    /// <param name="dModel">The number of features.</param>
    /// <param name="nhead">The number of heads, which divides that.</param>
    /// <param name="numEncoderLayers">The number of the encoder's layers.</param>
    /// <param name="numDecoderLayers">The number of the decoder's layers.</param>
    /// <param name="dimFeedforward">The size of the perceptrons' hidden layers.</param>
    /// <param name="dropout">The probability of a zero, also of an attention weight.</param>
    /// <param name="activation">The perceptrons' activation, which each layer copies; null for the rectifier.</param>
    /// <param name="customEncoder">An encoder in place of that of these options, or null.</param>
    /// <param name="customDecoder">A decoder in place of that of these options, or null.</param>
    /// <param name="layerNormEps">ε of the normalizations.</param>
    /// <param name="batchFirst">True if the batch is the first dimension.</param>
    /// <param name="normFirst">See <see cref="TransformerEncoderLayer"/>.</param>
    /// <param name="bias">True if linear layers and normalizations have biases.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">The heads do not divide the features, or the type is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or a size is negative.</exception>
    public Transformer(
        int dModel = 512, int nhead = 8, int numEncoderLayers = 6, int numDecoderLayers = 6, int dimFeedforward = 2048, double dropout = 0.1,
        UnaryModule? activation = null, TransformerEncoder? customEncoder = null, TransformerDecoder? customDecoder = null,
        double layerNormEps = 1e-5, bool batchFirst = false, bool normFirst = false, bool bias = true, DType dtype = DType.Float32)
    {
        Encoder = customEncoder ?? new TransformerEncoder(
            new TransformerEncoderLayer(dModel, nhead, dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, bias, dtype),
            numEncoderLayers, new LayerNorm(dModel, layerNormEps, bias: bias, dtype: dtype));
        Decoder = customDecoder ?? new TransformerDecoder(
            new TransformerDecoderLayer(dModel, nhead, dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, bias, dtype),
            numDecoderLayers, new LayerNorm(dModel, layerNormEps, bias: bias, dtype: dtype));
        foreach (var parameter in Parameters())
            if (parameter.NDim > 1) Init.XavierUniform(parameter);
        (DModel, Nhead, BatchFirst) = (dModel, nhead, batchFirst);
    }

    /// <summary>The encoder.</summary>
    public TransformerEncoder Encoder { get; }

    /// <summary>The decoder.</summary>
    public TransformerDecoder Decoder { get; }

    /// <summary>The number of features.</summary>
    public int DModel { get; }

    /// <summary>The number of heads.</summary>
    public int Nhead { get; }

    /// <summary>True if the batch is the first dimension.</summary>
    public bool BatchFirst { get; }

    /// <summary>
    /// The mask under which element i sees the elements up to i only: 0 there, −∞ above the diagonal. The layers compute
    /// the same without a mask if isCausal is true.
    /// </summary>
    /// <param name="sz">The length of the sequence.</param>
    /// <param name="dtype">A floating type.</param>
    /// <returns>(sz, sz).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static Tensor GenerateSquareSubsequentMask(int sz, DType dtype = DType.Float32)
    {
        if (sz < 0)
            throw new ArgumentOutOfRangeException(nameof(sz), $"GenerateSquareSubsequentMask: a length of {sz}; it must be 0 or more");
        return Tensor.Full([sz, sz], double.NegativeInfinity, dtype).Triu(1);
    }

    /// <summary>Computes the decoder's output.</summary>
    /// <param name="src">The source sequences.</param>
    /// <param name="tgt">The target sequences.</param>
    /// <param name="srcMask">(S, S) or (N·heads, S, S): see <see cref="MultiheadAttention.Forward"/>, also for the others.</param>
    /// <param name="tgtMask">(T, T) or (N·heads, T, T).</param>
    /// <param name="memoryMask">(T, S) or (N·heads, T, S).</param>
    /// <param name="srcKeyPaddingMask">(N, S), or (S) without a batch.</param>
    /// <param name="tgtKeyPaddingMask">(N, T), or (T) without a batch.</param>
    /// <param name="memoryKeyPaddingMask">(N, S), or (S) without a batch.</param>
    /// <param name="srcIsCausal">
    /// True if element i of the source sees those up to i only, which needs no mask; null to find that out from the mask.
    /// </param>
    /// <param name="tgtIsCausal">The same, of the target.</param>
    /// <param name="memoryIsCausal">True if element i of the target sees those of the memory up to i only.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a mask is neither Bool nor floating.</exception>
    public Tensor Forward(
        Tensor src, Tensor tgt, Tensor? srcMask = null, Tensor? tgtMask = null, Tensor? memoryMask = null, Tensor? srcKeyPaddingMask = null,
        Tensor? tgtKeyPaddingMask = null, Tensor? memoryKeyPaddingMask = null, bool? srcIsCausal = null, bool? tgtIsCausal = null,
        bool memoryIsCausal = false)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(tgt);
        return IsHooked
            ? RunHooksAround(
                (src, tgt), t => Compute(
                    t.src, t.tgt, srcMask, tgtMask, memoryMask, srcKeyPaddingMask, tgtKeyPaddingMask, memoryKeyPaddingMask, srcIsCausal,
                    tgtIsCausal, memoryIsCausal))
            : Compute(
                src, tgt, srcMask, tgtMask, memoryMask, srcKeyPaddingMask, tgtKeyPaddingMask, memoryKeyPaddingMask, srcIsCausal, tgtIsCausal,
                memoryIsCausal);
    }

    private Tensor Compute(
        Tensor src, Tensor tgt, Tensor? srcMask, Tensor? tgtMask, Tensor? memoryMask, Tensor? srcKeyPaddingMask, Tensor? tgtKeyPaddingMask,
        Tensor? memoryKeyPaddingMask, bool? srcIsCausal, bool? tgtIsCausal, bool memoryIsCausal)
    {
        if (src.NDim is not (2 or 3) || tgt.NDim != src.NDim || src.Size(-1) != DModel || tgt.Size(-1) != DModel)
            throw new ArgumentException(
                $"Transformer: src {src.Shape} and tgt {tgt.Shape}; both must be 3-D, or 2-D without a batch, and end in dModel, {DModel}");
        var batch = BatchFirst ? 0 : 1;
        if (src.NDim == 3 && src.Size(batch) != tgt.Size(batch))
            throw new ArgumentException(
                $"Transformer: src {src.Shape} and tgt {tgt.Shape} differ in dimension {batch}, the batch; it must be of one size");
        var memory = Encoder.Forward(src, srcMask, srcKeyPaddingMask, srcIsCausal);
        return Decoder.Forward(tgt, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask, tgtIsCausal, memoryIsCausal);
    }
}
