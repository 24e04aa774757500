namespace Autograd.NN;

public abstract partial class RecurrentModule
{
    /// <summary>Runs all layers in all directions over packed sequences.</summary>
    /// <param name="x">The packed input.</param>
    /// <param name="hidden">The initial hidden states in the order of the batch, or null for zeros.</param>
    /// <param name="cell">The initial cell states, or null for zeros.</param>
    /// <param name="hasCell">True if the module has cell states.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    private protected (PackedSequence Output, Tensor Hidden, Tensor? Cell) RunPacked(PackedSequence x, Tensor? hidden, Tensor? cell, bool hasCell)
    {
        if (x.Data.NDim != 2 || x.Data.Size(1) != InputSize || x.Sizes.IsEmpty)
            throw new ArgumentException($"{_op}: packed data of shape {x.Data.Shape}; it must be (elements, {InputSize}), with one element at least");
        var dtype = DTypes.Promote(x.Data.DType, _weights[0].WeightIh.DType);
        var initial = PackedStates("hidden", x, StateSize, hidden).To(dtype);
        var initialCells = hasCell ? PackedStates("cell", x, HiddenSize, cell).To(dtype) : null;
        var parts = PackedPart.Of(x.Sizes);
        var data = x.Data.To(dtype);
        var last = new Tensor[_weights.Length];
        var lastCells = hasCell ? new Tensor[_weights.Length] : [];
        for (var layer = 0; layer < NumLayers; layer++)
        {
            if (layer > 0) data = F.Dropout(data, Dropout, IsTraining);
            var first = layer * Directions;
            var forward = Run(first, isReverse: false);
            data = Bidirectional ? Tensor.Cat([forward, Run(first + 1, isReverse: true)], dim: 1) : forward;
        }

        return (x.With(data), Join(last), hasCell ? Join(lastCells) : null);

        Tensor Run(int index, bool isReverse)
        {
            var (h, c) = (initial[index], initialCells?[index]);
            var (output, lastHidden, lastCell) = isReverse ? RunBack(parts, data, h, c, _weights[index]) : RunOn(parts, data, h, c, _weights[index]);
            last[index] = lastHidden;
            if (hasCell) lastCells[index] = lastCell!;
            return output;
        }

        Tensor Join(Tensor[] final)
        {
            var states = Tensor.Stack(final);
            return x.UnsortedIndices is null ? states : states.IndexSelect(1, x.UnsortedIndices);
        }
    }

    /// <summary>From the first step to the last: sequences leave at their ends.</summary>
    private (Tensor Output, Tensor Hidden, Tensor? Cell) RunOn(
        PackedPart[] parts, Tensor data, Tensor hidden, Tensor? cell, Weights weights)
    {
        var outputs = new Tensor[parts.Length];
        var ended = new List<Tensor>();
        var endedCells = new List<Tensor>();
        for (var i = 0; i < parts.Length; i++)
        {
            var (output, lastCell) = RunLayer(parts[i].Of(data), hidden, cell, weights, isReverse: false);
            outputs[i] = output.Flatten(0, 1);
            (hidden, cell) = (output[^1], lastCell);
            var next = i + 1 < parts.Length ? parts[i + 1].Batch : 0;
            hidden = Leave(hidden, next, ended);
            if (cell is not null) cell = Leave(cell, next, endedCells);
        }

        return (Tensor.Cat(outputs), Gather(ended), cell is null ? null : Gather(endedCells));

        static Tensor Leave(Tensor states, int left, List<Tensor> ended)
        {
            ended.Add(states.Narrow(0, left, states.Size(0) - left));
            return states.Narrow(0, 0, left);
        }

        static Tensor Gather(List<Tensor> ended)
        {
            ended.Reverse();
            return Tensor.Cat(ended);
        }
    }

    /// <summary>From the last step to the first: sequences join at their ends, with their initial states.</summary>
    private (Tensor Output, Tensor Hidden, Tensor? Cell) RunBack(
        PackedPart[] parts, Tensor data, Tensor initial, Tensor? initialCell, Weights weights)
    {
        var outputs = new Tensor[parts.Length];
        var (hidden, cell) = (initial.Narrow(0, 0, 0), initialCell?.Narrow(0, 0, 0));
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            hidden = Join(hidden, initial, parts[i].Batch);
            if (cell is not null) cell = Join(cell, initialCell!, parts[i].Batch);
            var (output, lastCell) = RunLayer(parts[i].Of(data), hidden, cell, weights, isReverse: true);
            outputs[i] = output.Flatten(0, 1);
            (hidden, cell) = (output[0], lastCell);
        }

        return (Tensor.Cat(outputs), hidden, cell);

        static Tensor Join(Tensor states, Tensor initial, int batch) => states.Size(0) == 0
            ? initial.Narrow(0, 0, batch)
            : Tensor.Cat([states, initial.Narrow(0, states.Size(0), batch - states.Size(0))]);
    }

    /// <summary>Returns the given states in the order of the packed sequences, or zeros.</summary>
    private Tensor PackedStates(string name, PackedSequence x, int size, Tensor? states)
    {
        Shape expected = [_weights.Length, x.Sizes[0], size];
        if (states is null) return Tensor.Zeros(expected);
        if (!states.Shape.Equals(expected))
            throw new ArgumentException($"{_op}: a {name} state of shape {states.Shape}; expected {expected}");
        return x.SortedIndices is null ? states : states.IndexSelect(1, x.SortedIndices);
    }

    /// <summary>Steps of packed sequences with the same number of elements each.</summary>
    private readonly record struct PackedPart(int Start, int Steps, int Batch)
    {
        public static PackedPart[] Of(ReadOnlySpan<int> sizes)
        {
            var parts = new List<PackedPart>();
            var start = 0;
            for (var t = 0; t < sizes.Length;)
            {
                var steps = 1;
                while (t + steps < sizes.Length && sizes[t + steps] == sizes[t]) steps++;
                parts.Add(new PackedPart(start, steps, sizes[t]));
                start += steps * sizes[t];
                t += steps;
            }

            return [.. parts];
        }

        /// <summary>The elements of these steps: (steps, batch, features).</summary>
        public Tensor Of(Tensor data) => data.Narrow(0, Start, Steps * Batch).Reshape(Steps, Batch, data.Size(1));
    }
}
