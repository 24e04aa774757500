namespace Autograd.Onnx;

/// <summary>Recurrent layers and cells.</summary>
internal sealed partial class OperationTable
{
    private void AddRecurrent()
    {
        Add("RnnNode", op => Recurrent(op, "RNN", [0], 2, ("activations", (string[])[op.Get<bool>("relu") ? "Relu" : "Tanh"]))[0]);
        Add("GruNode", op => Recurrent(op, "GRU", [1, 0, 2], 2, ("linear_before_reset", 1L))[0]);
        _forms.Add("LstmNode", op =>
        {
            if (op.Get<bool>("hasProjection")) throw op.Unsupported("an LSTM of ONNX has no projection (projSize)");

            // Gates are in, forget, cell, out here, and in, out, forget, cell there.
            return Recurrent(op, "LSTM", [0, 3, 1, 2], 3);
        });
        Add("RnnCellNode", RnnCell);
    }

    /// <summary>One layer in one direction; ONNX has a dimension of directions, which is 1 here.</summary>
    /// <param name="op">The operation, with input, first states, the two weights and perhaps the two biases.</param>
    /// <param name="opType">The operator.</param>
    /// <param name="gates">The places of ONNX's gates among those of the weights.</param>
    /// <param name="weights">The place of the first weight among the operands.</param>
    /// <param name="attributes">Further attributes.</param>
    private static Value[] Recurrent(OpWriter op, string opType, int[] gates, int weights, params (string, object)[] attributes)
    {
        var hidden = op.InShape(weights + 1)[1].First;
        var isStep = op.InShape(0).Length == 2;
        var x = isStep ? op.Unsqueeze(op.In(0), 0) : op.In(0);
        var (w, r) = (Gates(op, op.In(weights), gates, hidden), Gates(op, op.In(weights + 1), gates, hidden));
        Value? bias = null;
        if (op.InIfAny(weights + 2) is { } biasIh)
        {
            var both = op.Emit("Concat", [Gates(op, biasIh, gates, hidden), Gates(op, op.In(weights + 3), gates, hidden)], ("axis", 0L));
            bias = op.Unsqueeze(both, 0);
        }

        var states = Enumerable.Range(1, weights - 1).Select(i => (Value?)State(op, i));
        var isReverse = op.Get<bool>("reverse");
        var types = Enumerable.Repeat(op.OutType, weights).ToArray();
        var results = op.EmitMany(
            opType, types, [x, op.Unsqueeze(w, 0), op.Unsqueeze(r, 0), bias, null, .. states],
            [("hidden_size", hidden), ("direction", isReverse ? "reverse" : "forward"), .. attributes]);
        var y = op.Squeeze(results[0], isStep ? [0, 1] : [1]);
        if (weights == 2) return [y];
        var cell = op.OutShape(1).Length == 3 ? results[2] : op.Squeeze(results[2], 0);
        return [y, cell];
    }

    private static Value State(OpWriter op, int index) => op.InShape(index).Length == 3 ? op.In(index) : op.Unsqueeze(op.In(index), 0);

    /// <summary>The rows of a weight in the order of ONNX's gates.</summary>
    private static Value Gates(OpWriter op, Value weight, int[] gates, long hidden)
    {
        if (gates.Length == 1) return weight;
        var rows = Enumerable.Range(0, gates.Length).SelectMany(gate => Enumerable.Range((int)(gates[gate] * hidden), (int)hidden)).ToArray();
        if (weight.Data is { } data) return op.Reordered(weight, data.Detach().IndexSelect(0, Tensor.From(rows)));
        return op.Emit("Gather", [weight, op.Constant(Tensor.From(Array.ConvertAll(rows, row => (long)row)))], ("axis", 0L));
    }

    private static Value RnnCell(OpWriter op)
    {
        var fromInput = op.Emit("Gemm", [op.In(0), op.In(2), op.InIfAny(4)], ("transB", 1L));
        var fromState = op.Emit("Gemm", [op.In(1), op.In(3), op.InIfAny(5)], ("transB", 1L));
        return op.Emit(op.Get<bool>("relu") ? "Relu" : "Tanh", op.Emit("Add", fromInput, fromState));
    }
}
