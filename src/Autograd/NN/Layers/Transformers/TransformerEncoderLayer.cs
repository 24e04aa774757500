namespace Autograd.NN;

/// <summary>
/// Self-attention and a perceptron of one hidden layer, each with dropout behind it, added to what it was computed from,
/// and normalized: x ← norm(x + attention(x)), x ← norm(x + perceptron(x)).
/// </summary>
/// <remarks>
/// Shapes: (T, N, dModel), with <c>batchFirst</c> (N, T, dModel), or (T, dModel) without a batch → the same. With
/// <c>normFirst</c> x ← x + attention(norm(x)), and so on, after R. Xiong et al., "On layer normalization in the
/// transformer architecture" (2020). Parameters are named as in PyTorch: <c>self_attn</c>, <c>linear1</c>,
/// <c>linear2</c>, <c>norm1</c>, <c>norm2</c>. After A. Vaswani et al., "Attention is all you need" (2017).
/// </remarks>
public class TransformerEncoderLayer : UnaryModule
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
    /// <param name="normFirst">True to normalize what goes into attention and perceptron, not the sums.</param>
    /// <param name="bias">True if linear layers and normalizations have biases.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">The heads do not divide the features, or the type is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or a size is negative.</exception>
    public TransformerEncoderLayer(
        int dModel, int nhead, int dimFeedforward = 2048, double dropout = 0.1, UnaryModule? activation = null, double layerNormEps = 1e-5,
        bool batchFirst = false, bool normFirst = false, bool bias = true, DType dtype = DType.Float32)
    {
        SelfAttn = new MultiheadAttention(dModel, nhead, dropout, bias, batchFirst: batchFirst, dtype: dtype);
        Linear1 = new Linear(dModel, dimFeedforward, bias, dtype);
        Dropout = new Dropout(dropout);
        Linear2 = new Linear(dimFeedforward, dModel, bias, dtype);
        NormFirst = normFirst;
        Norm1 = new LayerNorm(dModel, layerNormEps, bias: bias, dtype: dtype);
        Norm2 = new LayerNorm(dModel, layerNormEps, bias: bias, dtype: dtype);
        Dropout1 = new Dropout(dropout);
        Dropout2 = new Dropout(dropout);
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
    /// <param name="normFirst">True to normalize what goes into attention and perceptron, not the sums.</param>
    /// <param name="bias">True if linear layers and normalizations have biases.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">The heads do not divide the features, or the type is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or a size is negative.</exception>
    public TransformerEncoderLayer(
        int dModel, int nhead, Func<Tensor, Tensor> activation, int dimFeedforward = 2048, double dropout = 0.1, double layerNormEps = 1e-5,
        bool batchFirst = false, bool normFirst = false, bool bias = true, DType dtype = DType.Float32)
        : this(dModel, nhead, dimFeedforward, dropout, null, layerNormEps, batchFirst, normFirst, bias, dtype) =>
        _function = NotNull(activation);

    /// <summary>The attention of the sequence to itself.</summary>
    public MultiheadAttention SelfAttn { get; }

    /// <summary>The perceptron's first layer.</summary>
    public Linear Linear1 { get; }

    /// <summary>The dropout of the hidden layer.</summary>
    public Dropout Dropout { get; }

    /// <summary>The perceptron's second layer.</summary>
    public Linear Linear2 { get; }

    /// <summary>True if what goes into attention and perceptron is normalized, not the sums.</summary>
    public bool NormFirst { get; }

    /// <summary>The normalization of the attention.</summary>
    public LayerNorm Norm1 { get; }

    /// <summary>The normalization of the perceptron.</summary>
    public LayerNorm Norm2 { get; }

    /// <summary>The dropout behind the attention.</summary>
    public Dropout Dropout1 { get; }

    /// <summary>The dropout behind the perceptron.</summary>
    public Dropout Dropout2 { get; }

    /// <summary>The perceptron's activation if it is a module.</summary>
    public UnaryModule? Activation { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public sealed override Tensor Forward(Tensor x) => Forward(NotNull(x), null);

    /// <summary>Computes the layer's output under masks.</summary>
    /// <param name="src">The sequences.</param>
    /// <param name="srcMask">(T, T) or (N·heads, T, T): see <see cref="MultiheadAttention.Forward"/>, also for the next two.</param>
    /// <param name="srcKeyPaddingMask">(N, T), or (T) without a batch.</param>
    /// <param name="isCausal">True if element i sees elements up to i only; needs no mask.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a mask is neither Bool nor floating.</exception>
    public virtual Tensor Forward(Tensor src, Tensor? srcMask = null, Tensor? srcKeyPaddingMask = null, bool isCausal = false)
    {
        ArgumentNullException.ThrowIfNull(src);
        return IsHooked
            ? RunHooksAround((src, srcMask, srcKeyPaddingMask), t => Compute(t.src, t.srcMask, t.srcKeyPaddingMask, isCausal))
            : Compute(src, srcMask, srcKeyPaddingMask, isCausal);
    }

    private Tensor Compute(Tensor src, Tensor? srcMask, Tensor? srcKeyPaddingMask, bool isCausal)
    {
        if (NormFirst)
        {
            var x = src + Attend(Norm1.Forward(src));
            return x + Feed(Norm2.Forward(x));
        }

        var attended = Norm1.Forward(src + Attend(src));
        return Norm2.Forward(attended + Feed(attended));

        Tensor Attend(Tensor x) => TransformerParts.Attend(SelfAttn, Dropout1, x, x, srcKeyPaddingMask, srcMask, isCausal);
    }

    private Tensor Feed(Tensor x) => Dropout2.Forward(TransformerParts.Feed(x, Linear1, Activation, _function, Dropout, Linear2));
}
