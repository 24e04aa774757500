namespace Autograd.NN;

public sealed partial class RNN
{
    /// <summary>Runs over a batch of sequences, or over one.</summary>
    /// <param name="x">The input: (T, batch, inputSize), (batch, T, inputSize) with <c>batchFirst</c>, or (T, inputSize).</param>
    /// <param name="hidden">
    /// The states before the first step: (layers·directions, batch, hiddenSize), without the batch for one sequence; null for zeros.
    /// </param>
    /// <returns>The last layer's states at every step, and the last state of every layer and direction.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public (Tensor Output, Tensor Hidden) Forward(Tensor x, Tensor? hidden = null)
    {
        if (x.NDim is not (2 or 3))
            throw new ArgumentException($"rnn: an input of shape {x.Shape}; it must be 2-D (one sequence) or 3-D (a batch), and is {x.NDim}-D");
        if (x.Size(-1) != InputSize)
            throw new ArgumentException($"rnn: an input of shape {x.Shape}; its last size must be the input size, {InputSize}");
        var isBatched = x.NDim == 3;
        var dtype = DTypes.Promote(x.DType, _weights[0].WeightIh.DType);
        var states = (isBatched ? x : x.Unsqueeze(1)).To(dtype);
        if (isBatched && BatchFirst) states = states.Transpose(0, 1);
        if (states.Size(0) == 0)
            throw new ArgumentException($"rnn: an input of shape {x.Shape}; the sequence must have at least one step");
        var initial = InitialStates(x, isBatched, states.Size(1), hidden).To(dtype);

        var last = new Tensor[_weights.Length];
        for (var layer = 0; layer < NumLayers; layer++)
        {
            if (layer > 0) states = F.Dropout(states, Dropout, IsTraining);
            var first = layer * Directions;
            var (forward, input) = (RunLayer(states, initial[first], _weights[first], isReverse: false), states);
            states = forward;
            last[first] = forward[^1];
            if (!Bidirectional) continue;
            var reverse = RunLayer(input, initial[first + 1], _weights[first + 1], isReverse: true);
            last[first + 1] = reverse[0];
            states = Tensor.Cat([forward, reverse], dim: 2);
        }

        var output = !isBatched ? states.Squeeze(1) : BatchFirst ? states.Transpose(0, 1) : states;
        var finalStates = Tensor.Stack(last);
        return (output, isBatched ? finalStates : finalStates.Squeeze(1));
    }

    /// <summary>The given states, or zeros, as (layers·directions, batch, hiddenSize).</summary>
    private Tensor InitialStates(Tensor x, bool isBatched, int batch, Tensor? hidden)
    {
        if (hidden is null) return Tensor.Zeros(_weights.Length, batch, HiddenSize);
        if (hidden.NDim != x.NDim)
            throw new ArgumentException(
                $"rnn: a {hidden.NDim}-D hidden state of shape {hidden.Shape} for {(isBatched ? "batched 3-D" : "unbatched 2-D")} input; "
                + $"it should also be {x.NDim}-D");
        Shape expected = isBatched ? [_weights.Length, batch, HiddenSize] : [_weights.Length, HiddenSize];
        if (!hidden.Shape.Equals(expected))
            throw new ArgumentException($"rnn: a hidden state of shape {hidden.Shape}; expected {expected}");
        return isBatched ? hidden : hidden.Unsqueeze(1);
    }

    private Tensor RunLayer(Tensor x, Tensor hidden, Weights weights, bool isReverse) => Tensor.RnnLayer(
        x, hidden, weights.WeightIh, weights.WeightHh, weights.BiasIh, weights.BiasHh, Nonlinearity == Nonlinearity.Relu, isReverse);
}
