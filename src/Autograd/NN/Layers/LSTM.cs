namespace Autograd.NN;

/// <summary>
/// Long short-term memory over whole sequences, in one or more layers, forward or in both directions, optionally with
/// projected states.
/// </summary>
/// <remarks>
/// <para>
/// i = σ(x·W_iiᵀ + b_ii + h·W_hiᵀ + b_hi), f and o likewise, g = tanh(x·W_igᵀ + b_ig + h·W_hgᵀ + b_hg), c′ = f·c + i·g,
/// h′ = o·tanh(c′). The weights of i, f, g and o are stacked in this order, in weight_ih (4·hiddenSize, inputSize) and
/// weight_hh (4·hiddenSize, hiddenSize). With <c>projSize</c>, h′ is multiplied by W_hrᵀ, weight_hr (projSize,
/// hiddenSize) is the last parameter of a layer, and the output and h are of size projSize, as in H. Sak et al., "Long
/// short-term memory based recurrent neural network architectures for large vocabulary speech recognition" (2014).
/// </para>
/// <para>
/// <see cref="RecurrentModule"/> describes the shapes, the names of the parameters and their initial values.
/// </para>
/// </remarks>
public sealed class LSTM : RecurrentModule
{
    /// <summary>Makes the network and initializes its parameters.</summary>
    /// <param name="inputSize">The number of features of an element of the sequence.</param>
    /// <param name="hiddenSize">The size of c, and of h unless it is projected.</param>
    /// <param name="numLayers">The number of layers; the input of each is the states of the one before.</param>
    /// <param name="bias">True if the module has b_ih and b_hh.</param>
    /// <param name="batchFirst">True if the batch dimension of the input and the output precedes the time.</param>
    /// <param name="dropout">
    /// While training, the dropout probability of the states that a layer passes to the next.
    /// </param>
    /// <param name="bidirectional">True if a second direction runs from the end of the sequence.</param>
    /// <param name="projSize">The size that h is projected to, smaller than hiddenSize; 0 for no projection.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, there is no layer, projSize is not smaller than hiddenSize, or the probability is not in
    /// [0, 1].
    /// </exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public LSTM(
        int inputSize, int hiddenSize, int numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false, int projSize = 0, DType dtype = DType.Float32)
        : base("LSTM", 4, inputSize, hiddenSize, CheckProjection(hiddenSize, projSize),
            new RecurrentOptions(numLayers, bias, batchFirst, dropout, bidirectional, dtype)) =>
        ProjSize = projSize;

    /// <summary>The size that h is projected to, or 0.</summary>
    public int ProjSize { get; }

    /// <summary>Runs the network over a batch of sequences, or over a single sequence.</summary>
    /// <param name="x">
    /// The input: (T, batch, inputSize), (batch, T, inputSize) with <c>batchFirst</c>, or (T, inputSize).
    /// </param>
    /// <param name="state">
    /// h and c before the first step: (layers·directions, batch, hiddenSize or projSize) and (layers·directions, batch,
    /// hiddenSize), without the batch for one sequence; null for zeros.
    /// </param>
    /// <returns>The last layer's h at every step, and the final h and c of every layer and direction.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public (Tensor Output, (Tensor Hidden, Tensor Cell) State) Forward(Tensor x, (Tensor Hidden, Tensor Cell)? state = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return RunHooks((x, state), args => Forward(args.x, args.state));
        var (output, hidden, cell) = Run(x, state?.Hidden, state?.Cell, hasCell: true);
        return (output, (hidden, cell!));
    }

    /// <summary>Runs the network over packed sequences, without computing anything for padding.</summary>
    /// <param name="x">The packed sequences, with elements of inputSize.</param>
    /// <param name="state">
    /// h and c before the first step, in the order that the batch had: (layers·directions, batch, hiddenSize or
    /// projSize) and (layers·directions, batch, hiddenSize); null for zeros.
    /// </param>
    /// <returns>
    /// The last layer's h at every step, packed as the input; and the final h and c, in the order of the batch.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public (PackedSequence Output, (Tensor Hidden, Tensor Cell) State) Forward(
        PackedSequence x, (Tensor Hidden, Tensor Cell)? state = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return RunHooks((x, state), args => Forward(args.x, args.state));
        var (output, hidden, cell) = RunPacked(x, state?.Hidden, state?.Cell, hasCell: true);
        return (output, (hidden, cell!));
    }

    private protected override (Tensor Output, Tensor? Cell) RunLayer(
        Tensor x, Tensor hidden, Tensor? cell, Weights weights, bool isReverse) =>
        Tensor.Lstm(
            x, hidden, cell!, weights.WeightIh, weights.WeightHh, weights.BiasIh, weights.BiasHh, weights.WeightHr, isReverse);

    private static int CheckProjection(int hiddenSize, int projSize)
    {
        if (projSize < 0 || (projSize > 0 && projSize >= hiddenSize))
            throw new ArgumentOutOfRangeException(
                nameof(projSize), $"LSTM: a projection to {projSize} of a state of {hiddenSize}; it must be smaller, or 0 for none");
        return projSize;
    }
}
