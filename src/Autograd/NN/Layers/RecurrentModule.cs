namespace Autograd.NN;

/// <summary>
/// The base class of <see cref="RNN"/>, <see cref="LSTM"/> and <see cref="GRU"/>: runs layers and directions, with
/// dropout between layers.
/// </summary>
/// <remarks>
/// <para>
/// Shapes: the input is (T, batch, inputSize), or (batch, T, inputSize) with <c>batchFirst</c>, or (T, inputSize) for
/// one sequence. The output is the last layer's states in the input's layout, of size directions·hiddenSize; the hidden
/// states are (layers·directions, batch, hiddenSize), without the batch for one sequence; <c>batchFirst</c> does not
/// change them.
/// </para>
/// <para>
/// Parameters are named as in PyTorch: <c>weight_ih_l0</c>, <c>weight_hh_l0</c>, <c>bias_ih_l0</c>, <c>bias_hh_l0</c>,
/// then those of the opposite direction with <c>_reverse</c>, then layer 1; see <see cref="Module.GetParameter"/>. They
/// are initialized uniformly in ±1/√hiddenSize, and are drawn in this order.
/// </para>
/// </remarks>
public abstract partial class RecurrentModule : Module, IMultiplyAdds
{
    private readonly string _op;
    private readonly Weights[] _weights;

    /// <summary>Initializes the parameters.</summary>
    /// <param name="op">The name of the module in messages.</param>
    /// <param name="gates">The number of gates: the weights have a block of hiddenSize rows for each.</param>
    /// <param name="inputSize">The number of features of an element of the sequence.</param>
    /// <param name="hiddenSize">The size of a gate.</param>
    /// <param name="projSize">The size of a projected state, or 0.</param>
    /// <param name="options">The options that all recurrent modules have.</param>
    private protected RecurrentModule(string op, int gates, int inputSize, int hiddenSize, int projSize, in RecurrentOptions options)
    {
        if (options.NumLayers < 1)
            throw new ArgumentOutOfRangeException("numLayers", $"{op}: {options.NumLayers} layers; there must be at least one");
        if (hiddenSize < 1)
            throw new ArgumentOutOfRangeException(nameof(hiddenSize), $"{op}: a hidden size of {hiddenSize}; it must be at least 1");
        F.CheckProbability(op, options.Dropout);
        (_op, InputSize, HiddenSize, NumLayers) = (op, inputSize, hiddenSize, options.NumLayers);
        (HasBias, BatchFirst, Dropout, Bidirectional) = (options.Bias, options.BatchFirst, options.Dropout, options.Bidirectional);
        StateSize = projSize > 0 ? projSize : hiddenSize;
        _weights = new Weights[Shape.CheckSize(op, (long)NumLayers * Directions)];
        for (var i = 0; i < _weights.Length; i++)
            _weights[i] = Weights.Draw(gates, i < Directions ? inputSize : StateSize * Directions, hiddenSize, projSize, options);
    }

    /// <summary>The number of features of an element of the sequence.</summary>
    public int InputSize { get; }

    /// <summary>The size of a state.</summary>
    public int HiddenSize { get; }

    /// <summary>The number of layers.</summary>
    public int NumLayers { get; }

    /// <summary>True if the module has b_ih and b_hh.</summary>
    public bool HasBias { get; }

    /// <summary>True if the batch dimension of the input and the output precedes the time.</summary>
    public bool BatchFirst { get; }

    /// <summary>The dropout probability of the states that a layer passes to the next.</summary>
    public double Dropout { get; }

    /// <summary>True if a second direction runs from the end of the sequence.</summary>
    public bool Bidirectional { get; }

    /// <summary>The size of h, which a layer passes on: hiddenSize, or projSize with a projection.</summary>
    private protected int StateSize { get; }

    private int Directions => Bidirectional ? 2 : 1;

    private protected override void ListOwnMembers(List<Member> members)
    {
        for (var i = 0; i < _weights.Length; i++)
        {
            var place = PlaceOf(i);
            Add("weight_ih", _weights[i].WeightIh);
            Add("weight_hh", _weights[i].WeightHh);
            Add("bias_ih", _weights[i].BiasIh);
            Add("bias_hh", _weights[i].BiasHh);
            Add("weight_hr", _weights[i].WeightHr);

            void Add(string name, Tensor? parameter)
            {
                if (parameter is { IsParameter: true }) members.Add(new Member(name + place, MemberKind.Parameter, parameter));
            }
        }
    }

    long IMultiplyAdds.MultiplyAdds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) =>
        inputs[0].Numel / InputSize * _weights.Sum(weights => (long)weights.WeightIh.Numel + weights.WeightHh.Numel + (weights.WeightHr?.Numel ?? 0));

    private protected override void SetOwnTensor(string name, Tensor value)
    {
        for (var i = 0; i < _weights.Length; i++)
        {
            if (!name.EndsWith(PlaceOf(i), StringComparison.Ordinal)) continue;
            var weights = _weights[i];
            _weights[i] = name[..^PlaceOf(i).Length] switch
            {
                "weight_ih" => weights with { WeightIh = value },
                "weight_hh" => weights with { WeightHh = value },
                "bias_ih" => weights with { BiasIh = value },
                "bias_hh" => weights with { BiasHh = value },
                "weight_hr" => weights with { WeightHr = value },
                _ => weights,
            };
        }
    }

    private string PlaceOf(int index) => $"_l{index / Directions}{(index % Directions == 1 ? "_reverse" : "")}";

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{InputSize}, {HiddenSize}"
        + (StateSize != HiddenSize ? $", proj_size={StateSize}" : "")
        + (NumLayers != 1 ? $", num_layers={NumLayers}" : "")
        + (HasBias ? "" : ", bias=False")
        + (BatchFirst ? ", batch_first=True" : "")
        + (Dropout != 0 ? $", dropout={PythonFormat.Number(Dropout)}" : "")
        + (Bidirectional ? ", bidirectional=True" : "");

    /// <summary>The options that all recurrent modules have.</summary>
    private protected readonly record struct RecurrentOptions(
        int NumLayers, bool Bias, bool BatchFirst, double Dropout, bool Bidirectional, DType DType);

    /// <summary>The parameters of one layer in one direction.</summary>
    private protected sealed record Weights(Tensor WeightIh, Tensor WeightHh, Tensor? BiasIh, Tensor? BiasHh, Tensor? WeightHr)
        : IMappedTensors
    {
        public object Map(Func<Tensor, Tensor> function) => new Weights(
            function(WeightIh), function(WeightHh), BiasIh is null ? null : function(BiasIh), BiasHh is null ? null : function(BiasHh),
            WeightHr is null ? null : function(WeightHr));

        public static Weights Draw(int gates, int inputSize, int hiddenSize, int projSize, in RecurrentOptions options)
        {
            var dtype = options.DType;
            var bound = hiddenSize > 0 ? 1 / Math.Sqrt(hiddenSize) : 0;
            var rows = gates * hiddenSize;
            return new Weights(
                Draw([rows, inputSize]), Draw([rows, projSize > 0 ? projSize : hiddenSize]),
                options.Bias ? Draw([rows]) : null, options.Bias ? Draw([rows]) : null,
                projSize > 0 ? Draw([projSize, hiddenSize]) : null);

            Tensor Draw(Shape shape) => Parameter.From(Init.Uniform(Tensor.Zeros(shape, dtype), -bound, bound));
        }
    }
}
