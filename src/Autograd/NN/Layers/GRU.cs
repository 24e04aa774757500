namespace Autograd.NN;

/// <summary>
/// Gated recurrent units over whole sequences, in one or more layers, forward or in both directions.
/// </summary>
/// <remarks>
/// <para>
/// r = σ(x·W_irᵀ + b_ir + h·W_hrᵀ + b_hr), z = σ(x·W_izᵀ + b_iz + h·W_hzᵀ + b_hz),
/// n = tanh(x·W_inᵀ + b_in + r·(h·W_hnᵀ + b_hn)), h′ = (1 − z)·n + z·h. The weights of r, z and n are stacked in this
/// order, in weight_ih (3·hiddenSize, inputSize) and weight_hh (3·hiddenSize, hiddenSize).
/// </para>
/// <para>
/// <see cref="RecurrentModule"/> describes the shapes, the names of the parameters and their initial values.
/// </para>
/// </remarks>
public sealed class GRU : RecurrentModule
{
    /// <summary>Makes the network and initializes its parameters.</summary>
    /// <param name="inputSize">The number of features of an element of the sequence.</param>
    /// <param name="hiddenSize">The size of a state.</param>
    /// <param name="numLayers">The number of layers; the input of each is the states of the one before.</param>
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
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public GRU(
        int inputSize, int hiddenSize, int numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false, DType dtype = DType.Float32)
        : base("GRU", 3, inputSize, hiddenSize, 0, new RecurrentOptions(numLayers, bias, batchFirst, dropout, bidirectional, dtype))
    {
    }

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
        (Tensor.Gru(x, hidden, weights.WeightIh, weights.WeightHh, weights.BiasIh, weights.BiasHh, isReverse), null);
}
