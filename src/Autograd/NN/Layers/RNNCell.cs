namespace Autograd.NN;

/// <summary>
/// One step of a recurrent network: h′ = tanh(x·W_ihᵀ + b_ih + h·W_hhᵀ + b_hh), or with a rectifier instead of tanh.
/// </summary>
/// <remarks>
/// Shapes: x (batch, inputSize) and h (batch, hiddenSize) → (batch, hiddenSize), or all without the batch. The parameters begin
/// uniform in ±1/√hiddenSize, drawn in the order W_ih, W_hh, b_ih, b_hh, as in PyTorch.
/// </remarks>
public sealed class RNNCell : Module
{
    /// <summary>Makes the cell and draws its parameters.</summary>
    /// <param name="inputSize">The size of x.</param>
    /// <param name="hiddenSize">The size of h.</param>
    /// <param name="bias">Whether there are b_ih and b_hh.</param>
    /// <param name="nonlinearity">Tanh or the rectifier.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public RNNCell(
        int inputSize, int hiddenSize, bool bias = true, Nonlinearity nonlinearity = Nonlinearity.Tanh,
        DType dtype = DType.Float32)
    {
        (InputSize, HiddenSize, Nonlinearity) = (inputSize, hiddenSize, nonlinearity);
        var bound = hiddenSize > 0 ? 1 / Math.Sqrt(hiddenSize) : 0;
        WeightIh = Draw([hiddenSize, inputSize]);
        WeightHh = Draw([hiddenSize, hiddenSize]);
        if (!bias) return;
        BiasIh = Draw([hiddenSize]);
        BiasHh = Draw([hiddenSize]);

        Tensor Draw(Shape shape) => Parameter.From(Init.Uniform(Tensor.Zeros(shape, dtype), -bound, bound));
    }

    /// <summary>The size of x.</summary>
    public int InputSize { get; }

    /// <summary>The size of h.</summary>
    public int HiddenSize { get; }

    /// <summary>Tanh or the rectifier.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>W_ih: (hiddenSize, inputSize).</summary>
    public Tensor WeightIh { get; }

    /// <summary>W_hh: (hiddenSize, hiddenSize).</summary>
    public Tensor WeightHh { get; }

    /// <summary>b_ih: (hiddenSize), or null.</summary>
    public Tensor? BiasIh { get; }

    /// <summary>b_hh: (hiddenSize), or null.</summary>
    public Tensor? BiasHh { get; }

    /// <summary>The next hidden state.</summary>
    /// <param name="x">The input of this step.</param>
    /// <param name="hidden">The hidden state before it; null for zeros.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public Tensor Forward(Tensor x, Tensor? hidden = null)
    {
        if (x.NDim is not (1 or 2) || x.Size(-1) != InputSize)
            throw new ArgumentException(
                $"rnnCell: an input of shape {x.Shape}; it must be (batch, {InputSize}), or ({InputSize},) without a batch");
        hidden ??= Tensor.Zeros(x.NDim == 1 ? [HiddenSize] : [x.Size(0), HiddenSize], WeightHh.DType);
        if (hidden.NDim != x.NDim || hidden.Size(-1) != HiddenSize || hidden.Size(0) != (x.NDim == 2 ? x.Size(0) : HiddenSize))
            throw new ArgumentException(
                $"rnnCell: a hidden state of shape {hidden.Shape} for an input of shape {x.Shape}; "
                + $"it must be {(x.NDim == 1 ? $"({HiddenSize},)" : $"({x.Size(0)}, {HiddenSize})")}");
        return x.NDim == 2 ? Step(x, hidden) : Step(x.Unsqueeze(0), hidden.Unsqueeze(0)).Squeeze(0);
    }

    private Tensor Step(Tensor x, Tensor hidden) =>
        Tensor.RnnCell(x, hidden, WeightIh, WeightHh, BiasIh, BiasHh, Nonlinearity == Nonlinearity.Relu);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{InputSize}, {HiddenSize}"
        + (BiasIh is null ? ", bias=False" : "")
        + (Nonlinearity == Nonlinearity.Relu ? ", "
        + "nonlinearity=relu" : "");
}
