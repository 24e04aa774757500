namespace Autograd.NN;

/// <summary>One step of a gated recurrent unit; the formula is that of <see cref="GRU"/>.</summary>
/// <remarks>
/// Shapes: x (batch, inputSize) and h (batch, hiddenSize) → (batch, hiddenSize), or all without the batch. The weights
/// of r, z and n are stacked in this order.
/// </remarks>
public sealed class GRUCell : RecurrentCell
{
    /// <summary>Makes the cell and initializes its parameters.</summary>
    /// <param name="inputSize">The size of x.</param>
    /// <param name="hiddenSize">The size of h.</param>
    /// <param name="bias">True if the module has b_ih and b_hh.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public GRUCell(int inputSize, int hiddenSize, bool bias = true, DType dtype = DType.Float32)
        : base("GRUCell", 3, inputSize, hiddenSize, bias, dtype)
    {
    }

    /// <summary>Computes the next hidden state.</summary>
    /// <param name="x">The input of this step.</param>
    /// <param name="hidden">The hidden state before it; null for zeros.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public Tensor Forward(Tensor x, Tensor? hidden = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return RunHooks((x, hidden), args => Forward(args.x, args.hidden));
        CheckInput(x);
        return Tensor.Gru(x, StateFor(x, hidden, "hidden"), WeightIh, WeightHh, BiasIh, BiasHh, reverse: false);
    }
}
