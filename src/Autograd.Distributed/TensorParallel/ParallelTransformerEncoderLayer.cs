using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// A <see cref="TransformerEncoderLayer"/> whose attention heads and hidden features are split over the ranks:
/// x ← norm(x + attention(x)), x ← norm(x + perceptron(x)), or with <c>normFirst</c> x ← x + attention(norm(x)), and so on.
/// </summary>
/// <remarks>
/// Shapes: (T, N, dModel), with <c>batchFirst</c> (N, T, dModel) → the same. The state's names and, from the same seed, the
/// weights and the dropped elements are those of <see cref="TransformerEncoderLayer"/>. Communication: two all-reduces
/// forward, two backward.
/// </remarks>
public sealed class ParallelTransformerEncoderLayer : UnaryModule
{
    private readonly Func<Tensor, Tensor> _activation;
    private readonly RegionGroup _group;
    private readonly Partition _hidden;
    private readonly double _dropout;

    /// <summary>Makes the layer. Every rank draws the whole weights and keeps its part.</summary>
    /// <param name="dModel">The number of features.</param>
    /// <param name="nhead">The number of heads, which divides that; each rank gets one at least.</param>
    /// <param name="dimFeedforward">The size of the perceptron's hidden layer.</param>
    /// <param name="dropout">The probability of a zero, also of an attention weight.</param>
    /// <param name="activation">The perceptron's activation, such as <c>x => x.Gelu()</c>; null for the rectifier.</param>
    /// <param name="layerNormEps">ε of the normalizations.</param>
    /// <param name="batchFirst">True if the batch is the first dimension.</param>
    /// <param name="normFirst">True to normalize what goes into attention and perceptron, not the sums.</param>
    /// <param name="bias">True if linear layers and normalizations have biases.</param>
    /// <param name="group">The ranks that share the layer; null for all.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">
    /// The heads do not divide the features, a rank would have none, or the type is not floating.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or a size is negative.</exception>
    public ParallelTransformerEncoderLayer(
        int dModel, int nhead, int dimFeedforward = 2048, double dropout = 0.1, Func<Tensor, Tensor>? activation = null,
        double layerNormEps = 1e-5, bool batchFirst = false, bool normFirst = false, bool bias = true, ProcessGroup? group = null,
        DType dtype = DType.Float32)
    {
        (_group, _dropout) = (new RegionGroup(group), dropout);
        _activation = activation ?? (x => x.Relu());
        SelfAttn = new ParallelMultiheadAttention(dModel, nhead, dropout, bias, batchFirst, group, dtype);
        Linear1 = new ColumnParallelLinear(dModel, dimFeedforward, bias, gatherOutput: false, group, dtype);
        Linear2 = new RowParallelLinear(dimFeedforward, dModel, bias, inputIsParallel: true, group, dtype);
        Norm1 = new LayerNorm(dModel, layerNormEps, bias: bias, dtype: dtype);
        Norm2 = new LayerNorm(dModel, layerNormEps, bias: bias, dtype: dtype);
        NormFirst = normFirst;
        _hidden = new Partition(dimFeedforward, _group.Size);
    }

    /// <summary>The attention of the sequence to itself.</summary>
    public ParallelMultiheadAttention SelfAttn { get; }

    /// <summary>The perceptron's first layer.</summary>
    public ColumnParallelLinear Linear1 { get; }

    /// <summary>The perceptron's second layer.</summary>
    public RowParallelLinear Linear2 { get; }

    /// <summary>The normalization of the attention.</summary>
    public LayerNorm Norm1 { get; }

    /// <summary>The normalization of the perceptron.</summary>
    public LayerNorm Norm2 { get; }

    /// <summary>True if what goes into attention and perceptron is normalized, not the sums.</summary>
    public bool NormFirst { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public override Tensor Forward(Tensor x) => Forward(x, isCausal: false);

    /// <summary>Computes the layer's output.</summary>
    /// <param name="x">The sequences.</param>
    /// <param name="isCausal">True if element i sees elements up to i only.</param>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public Tensor Forward(Tensor x, bool isCausal)
    {
        if (NormFirst)
        {
            x += Attend(Norm1.Forward(x), isCausal);
            return x + Feed(Norm2.Forward(x));
        }

        x = Norm1.Forward(x + Attend(x, isCausal));
        return Norm2.Forward(x + Feed(x));
    }

    // What every rank has is dropped alike because the ranks' generators are alike.
    private Tensor Attend(Tensor x, bool isCausal) => F.Dropout(SelfAttn.Forward(x, isCausal), _dropout, IsTraining);

    private Tensor Feed(Tensor x)
    {
        var hidden = TensorParallel.Dropout(_activation(Linear1.Forward(x)), _dropout, IsTraining, -1, _hidden, _group);
        return F.Dropout(Linear2.Forward(hidden), _dropout, IsTraining);
    }
}
