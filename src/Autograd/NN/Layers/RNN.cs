namespace Autograd.NN;

/// <summary>
/// A recurrent network over whole sequences: h_t = tanh(x_t·W_ihᵀ + b_ih + h_{t−1}·W_hhᵀ + b_hh), or with a rectifier
/// instead of tanh, in one or more layers, forward or in both directions.
/// </summary>
/// <remarks>
/// <see cref="RecurrentModule"/> describes the shapes, the names of the parameters and their initial values.
/// </remarks>
public sealed class RNN : RecurrentModule
{
    /// <summary>Makes the network and initializes its parameters.</summary>
    /// <param name="inputSize">The number of features of an element of the sequence.</param>
    /// <param name="hiddenSize">The size of a state.</param>
    /// <param name="numLayers">The number of layers; the input of each is the states of the one before.</param>
    /// <param name="nonlinearity">The nonlinearity: tanh or the rectifier.</param>
    /// <param name="bias">True if the module has b_ih and b_hh.</param>
    /// <param name="batchFirst">True if the batch dimension of the input and the output precedes the time.</param>
    /// <param name="dropout">
    /// While training, the dropout probability of the states that a layer passes to the next.
    /// </param>
    /// <param name="bidirectional">True if a second direction runs from the end of the sequence.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, there is no layer, or the probability is not in [0, 1].
    /// </exception>
    /// <exception cref="ArgumentException">The type is not floating, or the nonlinearity is another one.</exception>
    public RNN(
        int inputSize, int hiddenSize, int numLayers = 1, Nonlinearity nonlinearity = Nonlinearity.Tanh, bool bias = true,
        bool batchFirst = false, double dropout = 0, bool bidirectional = false, DType dtype = DType.Float32)
        : base("RNN", 1, inputSize, hiddenSize, 0, new RecurrentOptions(numLayers, bias, batchFirst, dropout, bidirectional, dtype)) =>
        Nonlinearity = CheckedNonlinearity(nonlinearity);

    /// <summary>The nonlinearity: tanh or the rectifier.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>Runs the network over a batch of sequences, or over a single sequence.</summary>
    /// <param name="x">
    /// The input: (T, batch, inputSize), (batch, T, inputSize) with <c>batchFirst</c>, or (T, inputSize).
    /// </param>
    /// <param name="hidden">
    /// The states before the first step: (layers·directions, batch, hiddenSize), without the batch for one sequence;
    /// null for zeros.
    /// </param>
    /// <returns>The last layer's states at every step, and the final state of every layer and direction.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public (Tensor Output, Tensor Hidden) Forward(Tensor x, Tensor? hidden = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return RunHooks((x, hidden), args => Forward(args.x, args.hidden));
        var (output, last, _) = Run(x, hidden, cell: null, hasCell: false);
        return (output, last);
    }

    /// <summary>Runs the network over packed sequences, without computing anything for padding.</summary>
    /// <param name="x">The packed sequences, with elements of inputSize.</param>
    /// <param name="hidden">
    /// The states before the first step, in the order that the batch had: (layers·directions, batch, hiddenSize); null
    /// for zeros.
    /// </param>
    /// <returns>
    /// The last layer's states at every step, packed as the input; and the final states, in the order of the batch.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public (PackedSequence Output, Tensor Hidden) Forward(PackedSequence x, Tensor? hidden = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return RunHooks((x, hidden), args => Forward(args.x, args.hidden));
        var (output, last, _) = RunPacked(x, hidden, cell: null, hasCell: false);
        return (output, last);
    }

    private protected override (Tensor Output, Tensor? Cell) RunLayer(
        Tensor x, Tensor hidden, Tensor? cell, Weights weights, bool isReverse) =>
        (Tensor.RnnLayer(
            x, hidden, weights.WeightIh, weights.WeightHh, weights.BiasIh, weights.BiasHh, Nonlinearity == Nonlinearity.Relu, isReverse), null);

    internal static Nonlinearity CheckedNonlinearity(Nonlinearity nonlinearity, string op = "RNN") =>
        nonlinearity is Nonlinearity.Tanh or Nonlinearity.Relu ? nonlinearity : throw new ArgumentException(
            $"{op}: the nonlinearity {nonlinearity} is not known to a recurrent layer; use Tanh or Relu", nameof(nonlinearity));
}
