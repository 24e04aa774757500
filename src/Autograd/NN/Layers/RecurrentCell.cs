namespace Autograd.NN;

/// <summary>
/// The base class of <see cref="RNNCell"/>, <see cref="LSTMCell"/> and <see cref="GRUCell"/>: holds the parameters and
/// checks shapes.
/// </summary>
/// <remarks>
/// The parameters are named as in PyTorch: weight_ih, weight_hh, bias_ih and bias_hh. They are initialized uniformly in
/// ±1/√hiddenSize, and are drawn in this order.
/// </remarks>
public abstract class RecurrentCell : Module, IMultiplyAdds
{
    private readonly string _op;

    private protected RecurrentCell(string op, int gates, int inputSize, int hiddenSize, bool bias, DType dtype)
    {
        (_op, InputSize, HiddenSize) = (op, inputSize, hiddenSize);
        var bound = hiddenSize > 0 ? 1 / Math.Sqrt(hiddenSize) : 0;
        WeightIh = Draw([gates * hiddenSize, inputSize]);
        WeightHh = Draw([gates * hiddenSize, hiddenSize]);
        if (!bias) return;
        BiasIh = Draw([gates * hiddenSize]);
        BiasHh = Draw([gates * hiddenSize]);

        Tensor Draw(Shape shape) => Parameter.From(Init.Uniform(Tensor.Zeros(shape, dtype), -bound, bound));
    }

    /// <summary>The size of x.</summary>
    public int InputSize { get; }

    /// <summary>The size of a state.</summary>
    public int HiddenSize { get; }

    /// <summary>W_ih: (gates·hiddenSize, inputSize).</summary>
    public Tensor WeightIh { get; }

    /// <summary>W_hh: (gates·hiddenSize, hiddenSize).</summary>
    public Tensor WeightHh { get; }

    /// <summary>b_ih: (gates·hiddenSize), or null.</summary>
    public Tensor? BiasIh { get; }

    /// <summary>b_hh: (gates·hiddenSize), or null.</summary>
    public Tensor? BiasHh { get; }

    private protected void CheckInput(Tensor x)
    {
        if (x.NDim is not (1 or 2) || x.Shape.Sizes[^1] != InputSize)
            throw new ArgumentException(
                $"{_op}: an input of shape {x.Shape}; it must be (batch, {InputSize}), or ({InputSize},) without a batch");
    }

    /// <summary>Returns the given state after a check against the input, or zeros.</summary>
    private protected Tensor StateFor(Tensor x, Tensor? state, string name)
    {
        if (state is null) return Tensor.Zeros(x.NDim == 1 ? [HiddenSize] : [x.Size(0), HiddenSize], WeightHh.DType);
        var sizes = state.Shape.Sizes;
        if (sizes.Length != x.NDim || sizes[^1] != HiddenSize || (sizes.Length == 2 && sizes[0] != x.Shape.Sizes[0]))
            throw new ArgumentException(
                $"{_op}: a {name} state of shape {state.Shape} for an input of shape {x.Shape}; "
                + $"it must be {(x.NDim == 1 ? $"({HiddenSize},)" : $"({x.Size(0)}, {HiddenSize})")}");
        return state;
    }

    long IMultiplyAdds.MultiplyAdds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) =>
        (inputs[0].NDim == 2 ? inputs[0].Size(0) : 1) * ((long)WeightIh.Numel + WeightHh.Numel);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{InputSize}, {HiddenSize}" + (BiasIh is null ? ", bias=False" : "");
}
