namespace Autograd.NN;

public abstract partial class RecurrentModule
{
    /// <summary>Runs one direction of one layer.</summary>
    /// <param name="x">(T, batch, features).</param>
    /// <param name="hidden">(batch, StateSize).</param>
    /// <param name="cell">(batch, HiddenSize) if the module has a cell state, else null.</param>
    /// <param name="weights">The layer's parameters.</param>
    /// <param name="isReverse">True to run from the last step to the first.</param>
    /// <returns>The hidden states of all steps, and the final cell state.</returns>
    private protected abstract (Tensor Output, Tensor? Cell) RunLayer(
        Tensor x, Tensor hidden, Tensor? cell, Weights weights, bool isReverse);

    /// <summary>Runs all layers in all directions.</summary>
    /// <param name="x">The input, with a batch or without.</param>
    /// <param name="hidden">The initial hidden states, or null for zeros.</param>
    /// <param name="cell">The initial cell states, or null for zeros.</param>
    /// <param name="hasCell">True if the module has cell states.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    private protected (Tensor Output, Tensor Hidden, Tensor? Cell) Run(Tensor x, Tensor? hidden, Tensor? cell, bool hasCell)
    {
        if (x.NDim is not (2 or 3))
            throw new ArgumentException($"{_op}: an input of shape {x.Shape}; it must be 2-D (one sequence) or 3-D (a batch), and is {x.NDim}-D");
        if (x.Size(-1) != InputSize)
            throw new ArgumentException($"{_op}: an input of shape {x.Shape}; its last size must be the input size, {InputSize}");
        var isBatched = x.NDim == 3;
        var dtype = DTypes.Promote(x.DType, _weights[0].WeightIh.DType);
        var states = (isBatched ? x : x.Unsqueeze(1)).To(dtype);
        if (isBatched && BatchFirst) states = states.Transpose(0, 1);
        if (states.Size(0) == 0)
            throw new ArgumentException($"{_op}: an input of shape {x.Shape}; the sequence must have at least one step");
        var batch = states.Size(1);
        var initial = InitialStates("hidden", x, isBatched, batch, StateSize, hidden).To(dtype);
        var initialCells = hasCell ? InitialStates("cell", x, isBatched, batch, HiddenSize, cell).To(dtype) : null;

        var last = new Tensor[_weights.Length];
        var lastCells = hasCell ? new Tensor[_weights.Length] : [];
        for (var layer = 0; layer < NumLayers; layer++)
        {
            if (layer > 0) states = F.Dropout(states, Dropout, IsTraining);
            var first = layer * Directions;
            var forward = RunDirection(states, first, isReverse: false);
            states = Bidirectional ? Tensor.Cat([forward, RunDirection(states, first + 1, isReverse: true)], dim: 2) : forward;
        }

        var output = !isBatched ? states.Squeeze(1) : BatchFirst ? states.Transpose(0, 1) : states;
        return (output, Join(last), hasCell ? Join(lastCells) : null);

        Tensor RunDirection(Tensor input, int index, bool isReverse)
        {
            var (result, lastCell) = RunLayer(input, initial[index], initialCells?[index], _weights[index], isReverse);
            last[index] = isReverse ? result[0] : result[^1];
            if (hasCell) lastCells[index] = lastCell!;
            return result;
        }

        Tensor Join(Tensor[] final) => isBatched ? Tensor.Stack(final) : Tensor.Cat(final);
    }

    /// <summary>Returns the given states, or zeros, as (layers·directions, batch, size).</summary>
    private Tensor InitialStates(string name, Tensor x, bool isBatched, int batch, int size, Tensor? states)
    {
        if (states is null) return Tensor.Zeros(_weights.Length, batch, size);
        if (states.NDim != x.NDim)
            throw new ArgumentException(
                $"{_op}: a {states.NDim}-D {name} state of shape {states.Shape} for {(isBatched ? "batched 3-D" : "unbatched 2-D")} input; "
                + $"it should also be {x.NDim}-D");
        Shape expected = isBatched ? [_weights.Length, batch, size] : [_weights.Length, size];
        if (!states.Shape.Equals(expected))
            throw new ArgumentException($"{_op}: a {name} state of shape {states.Shape}; expected {expected}");
        return isBatched ? states : states.Unsqueeze(1);
    }
}
