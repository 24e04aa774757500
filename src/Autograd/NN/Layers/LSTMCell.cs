namespace Autograd.NN;

/// <summary>One step of long short-term memory; the formula is that of <see cref="LSTM"/>.</summary>
/// <remarks>
/// Shapes: x (batch, inputSize), h and c (batch, hiddenSize) → h and c (batch, hiddenSize), or all without the batch.
/// The weights of i, f, g and o are stacked in this order.
/// </remarks>
/// <example><code>(h, c) = cell.Forward(x[t], (h, c));</code></example>
public sealed class LSTMCell : RecurrentCell
{
    /// <summary>Makes the cell and initializes its parameters.</summary>
    /// <param name="inputSize">The size of x.</param>
    /// <param name="hiddenSize">The size of h and of c.</param>
    /// <param name="bias">True if the module has b_ih and b_hh.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public LSTMCell(int inputSize, int hiddenSize, bool bias = true, DType dtype = DType.Float32)
        : base("LSTMCell", 4, inputSize, hiddenSize, bias, dtype)
    {
    }

    /// <summary>Computes the next h and c.</summary>
    /// <param name="x">The input of this step.</param>
    /// <param name="state">h and c before it; null for zeros.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public (Tensor Hidden, Tensor Cell) Forward(Tensor x, (Tensor Hidden, Tensor Cell)? state = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return RunHooks((x, state), args => Forward(args.x, args.state));
        CheckInput(x);
        var hidden = StateFor(x, state?.Hidden, "hidden");
        var cell = StateFor(x, state?.Cell, "cell");
        return Tensor.Lstm(x, hidden, cell, WeightIh, WeightHh, BiasIh, BiasHh, weightHr: null, reverse: false);
    }
}
