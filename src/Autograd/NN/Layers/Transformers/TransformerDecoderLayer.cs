namespace Autograd.NN;

/// <summary>
/// Self-attention, attention to an encoder's output, and a perceptron of one hidden layer, each with dropout behind it,
/// added to what it was computed from, and normalized.
/// </summary>
/// <remarks>
/// Shapes: target (T, N, dModel) and memory (S, N, dModel) → (T, N, dModel); batches first with <c>batchFirst</c>, or all
/// without the batch. <c>normFirst</c> is that of <see cref="TransformerEncoderLayer"/>. Parameters are named as in
/// PyTorch: <c>self_attn</c>, <c>multihead_attn</c>, <c>linear1</c>, <c>linear2</c>, <c>norm1</c> to <c>norm3</c>. After
/// A. Vaswani et al., "Attention is all you need" (2017).
/// </remarks>
public class TransformerDecoderLayer : Module
{
    private readonly Func<Tensor, Tensor>? _function;

    /// <summary>Makes the layer and initializes its parameters.</summary>
    /// <param name="dModel">The number of features.</param>
    /// <param name="nhead">The number of heads, which divides that.</param>
    /// <param name="dimFeedforward">The size of the perceptron's hidden layer.</param>
    /// <param name="dropout">The probability of a zero, also of an attention weight.</param>
    /// <param name="activation">The perceptron's activation, such as <c>new GELU()</c>; null for the rectifier.</param>
    /// <param name="layerNormEps">ε of the normalizations.</param>
    /// <param name="batchFirst">True if the batch is the first dimension.</param>
    /// <param name="normFirst">True to normalize what goes into attentions and perceptron, not the sums.</param>
    /// <param name="bias">True if linear layers and normalizations have biases.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">The heads do not divide the features, or the type is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or a size is negative.</exception>
    public TransformerDecoderLayer(
        int dModel, int nhead, int dimFeedforward = 2048, double dropout = 0.1, UnaryModule? activation = null, double layerNormEps = 1e-5,
        bool batchFirst = false, bool normFirst = false, bool bias = true, DType dtype = DType.Float32)
    {
        SelfAttn = new MultiheadAttention(dModel, nhead, dropout, bias, batchFirst: batchFirst, dtype: dtype);
        MultiheadAttn = new MultiheadAttention(dModel, nhead, dropout, bias, batchFirst: batchFirst, dtype: dtype);
        Linear1 = new Linear(dModel, dimFeedforward, bias, dtype);
        Dropout = new Dropout(dropout);
        Linear2 = new Linear(dimFeedforward, dModel, bias, dtype);
        NormFirst = normFirst;
        Norm1 = new LayerNorm(dModel, layerNormEps, bias: bias, dtype: dtype);
        Norm2 = new LayerNorm(dModel, layerNormEps, bias: bias, dtype: dtype);
        Norm3 = new LayerNorm(dModel, layerNormEps, bias: bias, dtype: dtype);
        Dropout1 = new Dropout(dropout);
        Dropout2 = new Dropout(dropout);
        Dropout3 = new Dropout(dropout);
        Activation = activation;
    }

    /// <summary>Makes the layer with a function as activation: <c>activation: x => x.Gelu()</c>.</summary>
    /// <param name="dModel">The number of features.</param>
    /// <param name="nhead">The number of heads, which divides that.</param>
    /// <param name="activation">The perceptron's activation.</param>
    /// <param name="dimFeedforward">The size of the perceptron's hidden layer.</param>
    /// <param name="dropout">The probability of a zero, also of an attention weight.</param>
    /// <param name="layerNormEps">ε of the normalizations.</param>
    /// <param name="batchFirst">True if the batch is the first dimension.</param>
    /// <param name="normFirst">True to normalize what goes into attentions and perceptron, not the sums.</param>
    /// <param name="bias">True if linear layers and normalizations have biases.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">The heads do not divide the features, or the type is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or a size is negative.</exception>
    public TransformerDecoderLayer(
        int dModel, int nhead, Func<Tensor, Tensor> activation, int dimFeedforward = 2048, double dropout = 0.1, double layerNormEps = 1e-5,
        bool batchFirst = false, bool normFirst = false, bool bias = true, DType dtype = DType.Float32)
        : this(dModel, nhead, dimFeedforward, dropout, null, layerNormEps, batchFirst, normFirst, bias, dtype) =>
        _function = NotNull(activation);

    /// <summary>The attention of the target to itself.</summary>
    public MultiheadAttention SelfAttn { get; }

    /// <summary>The attention of the target to the memory.</summary>
    public MultiheadAttention MultiheadAttn { get; }

    /// <summary>The perceptron's first layer.</summary>
    public Linear Linear1 { get; }

    /// <summary>The dropout of the hidden layer.</summary>
    public Dropout Dropout { get; }

    /// <summary>The perceptron's second layer.</summary>
    public Linear Linear2 { get; }

    /// <summary>True if what goes into attentions and perceptron is normalized, not the sums.</summary>
    public bool NormFirst { get; }

    /// <summary>The normalization of the self-attention.</summary>
    public LayerNorm Norm1 { get; }

    /// <summary>The normalization of the attention to the memory.</summary>
    public LayerNorm Norm2 { get; }

    /// <summary>The normalization of the perceptron.</summary>
    public LayerNorm Norm3 { get; }

    /// <summary>The dropout behind the self-attention.</summary>
    public Dropout Dropout1 { get; }

    /// <summary>The dropout behind the attention to the memory.</summary>
    public Dropout Dropout2 { get; }

    /// <summary>The dropout behind the perceptron.</summary>
    public Dropout Dropout3 { get; }

    /// <summary>The perceptron's activation if it is a module.</summary>
    public UnaryModule? Activation { get; }

    /// <summary>Computes the layer's output.</summary>
    /// <param name="tgt">The target sequences.</param>
    /// <param name="memory">The encoder's output.</param>
    /// <param name="tgtMask">(T, T) or (N·heads, T, T): see <see cref="MultiheadAttention.Forward"/>, also for the others.</param>
    /// <param name="memoryMask">(T, S) or (N·heads, T, S).</param>
    /// <param name="tgtKeyPaddingMask">(N, T), or (T) without a batch.</param>
    /// <param name="memoryKeyPaddingMask">(N, S), or (S) without a batch.</param>
    /// <param name="tgtIsCausal">True if element i of the target sees those up to i only; needs no mask.</param>
    /// <param name="memoryIsCausal">The same, of the memory.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a mask is neither Bool nor floating.</exception>
    public virtual Tensor Forward(
        Tensor tgt, Tensor memory, Tensor? tgtMask = null, Tensor? memoryMask = null, Tensor? tgtKeyPaddingMask = null,
        Tensor? memoryKeyPaddingMask = null, bool tgtIsCausal = false, bool memoryIsCausal = false)
    {
        ArgumentNullException.ThrowIfNull(tgt);
        ArgumentNullException.ThrowIfNull(memory);
        return IsHooked
            ? RunHooksAround(
                (tgt, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask), t => Compute(
                    t.tgt, t.memory, t.tgtMask, t.memoryMask, t.tgtKeyPaddingMask, t.memoryKeyPaddingMask, tgtIsCausal, memoryIsCausal))
            : Compute(tgt, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask, tgtIsCausal, memoryIsCausal);
    }

    private Tensor Compute(
        Tensor tgt, Tensor memory, Tensor? tgtMask, Tensor? memoryMask, Tensor? tgtKeyPaddingMask, Tensor? memoryKeyPaddingMask,
        bool tgtIsCausal, bool memoryIsCausal)
    {
        Tensor x;
        if (NormFirst)
        {
            x = tgt + Attend(Norm1.Forward(tgt));
            x += AttendMemory(Norm2.Forward(x));
            return x + Feed(Norm3.Forward(x));
        }

        x = Norm1.Forward(tgt + Attend(tgt));
        x = Norm2.Forward(x + AttendMemory(x));
        return Norm3.Forward(x + Feed(x));

        Tensor Attend(Tensor input) =>
            TransformerParts.Attend(SelfAttn, Dropout1, input, input, tgtKeyPaddingMask, tgtMask, tgtIsCausal);

        Tensor AttendMemory(Tensor input) =>
            TransformerParts.Attend(MultiheadAttn, Dropout2, input, memory, memoryKeyPaddingMask, memoryMask, memoryIsCausal);
    }

    private Tensor Feed(Tensor x) => Dropout3.Forward(TransformerParts.Feed(x, Linear1, Activation, _function, Dropout, Linear2));
}
