namespace Autograd.NN;

/// <summary>
/// One step of a recurrent network: h′ = tanh(x·W_ihᵀ + b_ih + h·W_hhᵀ + b_hh), or with a rectifier instead of tanh.
/// </summary>
/// <remarks>
/// Shapes: x (batch, inputSize) and h (batch, hiddenSize) → (batch, hiddenSize), or all without the batch.
/// </remarks>
public sealed class RNNCell : RecurrentCell
{
    /// <summary>Makes the cell and initializes its parameters.</summary>
    /// <param name="inputSize">The size of x.</param>
    /// <param name="hiddenSize">The size of h.</param>
    /// <param name="bias">True if the module has b_ih and b_hh.</param>
    /// <param name="nonlinearity">The nonlinearity: tanh or the rectifier.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating, or the nonlinearity is another one.</exception>
    public RNNCell(
        int inputSize, int hiddenSize, bool bias = true, Nonlinearity nonlinearity = Nonlinearity.Tanh,
        DType dtype = DType.Float32)
        : base("RNNCell", 1, inputSize, hiddenSize, bias, dtype) => Nonlinearity = RNN.CheckedNonlinearity(nonlinearity, "RNNCell");

    /// <summary>The nonlinearity: tanh or the rectifier.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>Computes the next hidden state.</summary>
    /// <param name="x">The input of this step.</param>
    /// <param name="hidden">The hidden state before it; null for zeros.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public Tensor Forward(Tensor x, Tensor? hidden = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return RunHooks((x, hidden), args => Forward(args.x, args.hidden));
        CheckInput(x);
        hidden = StateFor(x, hidden, "hidden");
        return x.NDim == 2 ? Step(x, hidden) : Step(x.Unsqueeze(0), hidden.Unsqueeze(0)).Squeeze(0);
    }

    private Tensor Step(Tensor x, Tensor hidden) =>
        Tensor.RnnCell(x, hidden, WeightIh, WeightHh, BiasIh, BiasHh, Nonlinearity == Nonlinearity.Relu);

    /// <inheritdoc/>
    protected override string ExtraRepr() => base.ExtraRepr() + (Nonlinearity == Nonlinearity.Relu ? ", nonlinearity=relu" : "");
}
