namespace Autograd.Onnx;

/// <summary>Shapes, joining and dividing.</summary>
internal sealed partial class OperationTable
{
    private void AddShaping()
    {
        Add("ViewNode", op => op.Reshape(op.In(0), op.InShape(0), op.OutShape()));
        Add("PermuteNode", op => op.Transpose(op.In(0), op.Get<int[]>("order")));
        Add("ExpandNode", op => op.Expand(op.In(0), op.InShape(0), op.OutShape()));
        Add("CloneNode", op => op.In(0));
        Add("Identity", op => op.In(0));
        Add("CatNode", Concat);
        Add("StackNode", op => op.Emit(
            "Concat", [.. op.Ins().Select(input => op.Unsqueeze(input, op.Get<int>("dim")))], ("axis", (long)op.Get<int>("dim"))));
        _forms.Add("SplitNode", Split);
        _forms.Add("UnbindNode", Unbind);
        Add("FlipNode", op => Flip(op, op.In(0), op.Get<int[]>("dims")));
        Add("RollNode", Roll);
        Add("PadNode", Pad);
        Add("TriangleNode", op => op.Emit(
            "Trilu", [op.In(0), op.Number(op.Get<int>("diagonal"), DType.Int64)], ("upper", op.Get<bool>("lower") ? 0L : 1L)));
        Add("OneHot", OneHot);
    }

    private static Value Concat(OpWriter op)
    {
        var skipped = op.Get<bool[]>("skipped");
        return op.Emit("Concat", [.. op.Ins().Where((_, i) => !skipped[i])], ("axis", (long)op.Get<int>("dim")));
    }

    private static Value[] Split(OpWriter op)
    {
        var (dim, count) = (op.Get<int>("dim"), op.Op.Nodes[0].OutputCount);
        if (count == 1) return [op.In(0)];
        var sizes = op.Sizes([.. Enumerable.Range(0, count).Select(i => op.OutShape(i)[dim])]);
        return op.EmitMany("Split", [.. Enumerable.Repeat(op.OutType, count)], [op.In(0), sizes], ("axis", (long)dim));
    }

    private static Value[] Unbind(OpWriter op) =>
        [.. Enumerable.Range(0, op.Op.Nodes[0].OutputCount).Select(
            i => op.Emit("Gather", [op.In(0), op.Number(i, DType.Int64)], ("axis", (long)op.Get<int>("dim"))))];

    private static Value Flip(OpWriter op, Value x, int[] dims)
    {
        if (dims.Length == 0) return x;
        var (starts, ends, steps) = (new long[dims.Length], new long[dims.Length], new long[dims.Length]);
        Array.Fill(starts, -1);
        Array.Fill(ends, long.MinValue);
        Array.Fill(steps, -1);
        return op.Emit("Slice", x, op.Ints(starts), op.Ints(ends), op.Ints(Array.ConvertAll(dims, d => (long)d)), op.Ints(steps));
    }

    // What is moved out at the end of a dimension comes in at its beginning.
    private static Value Roll(OpWriter op)
    {
        var shifts = op.GetEach<int[]>("shifts") ?? throw op.Unsupported("its shifts were not recorded");
        var (x, shape) = (op.In(0), op.InShape(0));
        for (var d = 0; d < shape.Length; d++)
        {
            var shift = OpWriter.SizeOf(shifts.Select(run => (long)run[d]));
            if (shift.IsConstant && shift.First == 0) continue;
            var (end, rest) = (shape[d] - shift, shape[d].Constant(0) - shift);
            var cut = op.Sizes([rest.IsConstant ? rest : end]);
            var axis = op.Ints(d);
            var last = op.Emit("Slice", x, cut, op.Ints(long.MaxValue), axis);
            var first = op.Emit("Slice", x, op.Ints(0), cut, axis);
            x = op.Emit("Concat", [last, first], ("axis", (long)d));
        }

        return x;
    }

    private static Value Pad(OpWriter op)
    {
        long[] pads = [.. op.Get<int[]>("before"), .. op.Get<int[]>("after")];
        return op.Emit("Pad", [op.In(0), op.Ints(pads), op.Number(op.Get<Scalar>("value"), op.OutType)], ("mode", "constant"));
    }

    private static Value OneHot(OpWriter op) => op.EmitAs(
        DType.Int64, "OneHot", [op.Cast(op.In(0), DType.Int64), op.Ints(op.Get<int>("classes")), op.Ints(0, 1)], ("axis", -1L));
}
