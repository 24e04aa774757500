namespace Autograd.NN;

/// <summary>
/// A recurrent network over whole sequences: h_t = tanh(x_t·W_ihᵀ + b_ih + h_{t−1}·W_hhᵀ + b_hh), or with a rectifier instead of
/// tanh, in one or more layers, forward or in both directions.
/// </summary>
/// <remarks>
/// <para>
/// Shapes: the input is (T, batch, inputSize), or (batch, T, inputSize) with <c>batchFirst</c>, or (T, inputSize) for one
/// sequence. The output is the last layer's states in the input's layout, of size directions·hiddenSize; the hidden states are
/// (layers·directions, batch, hiddenSize), for one sequence without the batch, whatever <c>batchFirst</c> says.
/// </para>
/// <para>
/// Parameters are named as in PyTorch: <c>weight_ih_l0</c>, <c>weight_hh_l0</c>, <c>bias_ih_l0</c>, <c>bias_hh_l0</c>, then those
/// of the opposite direction with <c>_reverse</c>, then layer 1; see <see cref="Module.GetParameter"/>. They begin uniform in
/// ±1/√hiddenSize, drawn in this order.
/// </para>
/// </remarks>
public sealed partial class RNN : Module
{
    private readonly Weights[] _weights;

    /// <summary>Makes the network and draws its parameters.</summary>
    /// <param name="inputSize">The size of an element of the sequence.</param>
    /// <param name="hiddenSize">The size of a state.</param>
    /// <param name="numLayers">The number of layers; each reads the states of the one before.</param>
    /// <param name="nonlinearity">Tanh or the rectifier.</param>
    /// <param name="bias">Whether there are b_ih and b_hh.</param>
    /// <param name="batchFirst">Whether the input and the output have the batch before the time.</param>
    /// <param name="dropout">While training, the dropout of the states that a layer hands to the next.</param>
    /// <param name="bidirectional">Whether there is a second direction, from the end of the sequence.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, there is no layer, or the probability is not in [0,
    /// 1].</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public RNN(
        int inputSize, int hiddenSize, int numLayers = 1, Nonlinearity nonlinearity = Nonlinearity.Tanh, bool bias = true,
        bool batchFirst = false, double dropout = 0, bool bidirectional = false, DType dtype = DType.Float32)
    {
        if (numLayers < 1)
            throw new ArgumentOutOfRangeException(nameof(numLayers), $"rnn: {numLayers} layers; there must be at least one");
        F.CheckProbability("rnn", dropout);
        (InputSize, HiddenSize, NumLayers, Nonlinearity) = (inputSize, hiddenSize, numLayers, nonlinearity);
        (HasBias, BatchFirst, Dropout, Bidirectional) = (bias, batchFirst, dropout, bidirectional);
        _weights = new Weights[numLayers * Directions];
        for (var i = 0; i < _weights.Length; i++)
            _weights[i] = Weights.Draw(i < Directions ? inputSize : hiddenSize * Directions, hiddenSize, bias, dtype);
    }

    /// <summary>The size of an element of the sequence.</summary>
    public int InputSize { get; }

    /// <summary>The size of a state.</summary>
    public int HiddenSize { get; }

    /// <summary>The number of layers.</summary>
    public int NumLayers { get; }

    /// <summary>Tanh or the rectifier.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>Whether there are b_ih and b_hh.</summary>
    public bool HasBias { get; }

    /// <summary>Whether the input and the output have the batch before the time.</summary>
    public bool BatchFirst { get; }

    /// <summary>The dropout of the states that a layer hands to the next.</summary>
    public double Dropout { get; }

    /// <summary>Whether there is a second direction, from the end of the sequence.</summary>
    public bool Bidirectional { get; }

    private int Directions => Bidirectional ? 2 : 1;

    private protected override void ListOwnMembers(List<Member> members)
    {
        for (var i = 0; i < _weights.Length; i++)
        {
            var place = $"_l{i / Directions}{(i % Directions == 1 ? "_reverse" : "")}";
            Add("weight_ih", _weights[i].WeightIh);
            Add("weight_hh", _weights[i].WeightHh);
            Add("bias_ih", _weights[i].BiasIh);
            Add("bias_hh", _weights[i].BiasHh);

            void Add(string name, Tensor? parameter)
            {
                if (parameter is not null) members.Add(new Member(name + place, MemberKind.Parameter, parameter));
            }
        }
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{InputSize}, {HiddenSize}"
        + (NumLayers != 1 ? $", num_layers={NumLayers}" : "")
        + (HasBias ? "" : ", bias=False")
        + (BatchFirst ? ", batch_first=True" : "")
        + (Dropout != 0 ? $", dropout={PythonFormat.Number(Dropout)}" : "")
        + (Bidirectional ? ", bidirectional=True" : "");

    /// <summary>The parameters of one layer in one direction.</summary>
    private sealed record Weights(Tensor WeightIh, Tensor WeightHh, Tensor? BiasIh, Tensor? BiasHh)
    {
        public static Weights Draw(int inputSize, int hiddenSize, bool bias, DType dtype)
        {
            var bound = hiddenSize > 0 ? 1 / Math.Sqrt(hiddenSize) : 0;
            return new Weights(
                Draw([hiddenSize, inputSize]), Draw([hiddenSize, hiddenSize]),
                bias ? Draw([hiddenSize]) : null, bias ? Draw([hiddenSize]) : null);

            Tensor Draw(Shape shape) => Parameter.From(Init.Uniform(Tensor.Zeros(shape, dtype), -bound, bound));
        }
    }
}
