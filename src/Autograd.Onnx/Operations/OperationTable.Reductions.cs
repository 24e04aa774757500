namespace Autograd.Onnx;

/// <summary>Reductions, scans and order.</summary>
internal sealed partial class OperationTable
{
    private void AddReductions()
    {
        Add("SumNode", op => Reduced(op, "ReduceSum", op.Cast(op.In(0), op.OutType), KeptDims(op)));
        Add("MeanNode", op => Reduced(op, "ReduceMean", op.In(0), KeptDims(op)));
        Add("ProdNode", op => Reduced(op, "ReduceProd", op.Cast(op.In(0), op.OutType), KeptDims(op)));
        Add("LogSumExpNode", op => Reduced(op, "ReduceLogSumExp", op.In(0), KeptDims(op)));
        Add("ExtremumOverNode", op => Reduced(
            op, op.Op.Name.StartsWith("Amax", StringComparison.Ordinal) ? "ReduceMax" : "ReduceMin", op.In(0), KeptDims(op)));
        Add("ExtremumNode", op => Reduced(op, IsMax(op) ? "ReduceMax" : "ReduceMin", op.In(0), AllDims(op)));
        Add("TakeExtremumNode", op => op.Get<bool>("isScatter")
            ? throw op.Unsupported("it places values at indices")
            : Reduced(op, IsMax(op) ? "ReduceMax" : "ReduceMin", op.In(0), DimOf(op)));
        Add("ArgMax", op => ArgExtremum(op, "ArgMax"));
        Add("ArgMin", op => ArgExtremum(op, "ArgMin"));
        Add("NormNode", Norm);
        Add("VarNode", Variance);
        Add("StdNode", op => op.Emit("Sqrt", Variance(op)));
        Add("CumSumNode", op => op.Emit(
            "CumSum", [op.In(0), op.Number(op.Get<int>("dim"), DType.Int64)], ("reverse", op.Get<bool>("fromEnd") ? 1L : 0L)));
        Add("TopKIndices", op => TopK(op, op.Get<int>("dim"), op.OutShape())[1]);
    }

    private static bool IsMax(OpWriter op) => op.Op.Name.StartsWith("Max", StringComparison.Ordinal);

    private static long[] AllDims(OpWriter op) => [.. Enumerable.Range(0, op.InShape(0).Length).Select(d => (long)d)];

    private static long[] DimOf(OpWriter op) => op.InShape(0).Length == 0 ? [] : [op.Get<int>("dim")];

    // Reducing a dimension of size 1 changes nothing, so those that were 1 already may be among them.
    private static long[] KeptDims(OpWriter op)
    {
        var kept = op.GetEach<Shape>("keptShape") ?? throw op.Unsupported("its dimensions were not recorded");
        var rank = op.InShape(0).Length;
        return kept[0].Count < rank ? AllDims(op) : [.. Enumerable.Range(0, rank).Where(d => kept.All(shape => shape[d] == 1)).Select(d => (long)d)];
    }

    /// <summary>Reduces over dimensions, and gives the result the shape of the operation's output.</summary>
    private static Value Reduced(OpWriter op, string opType, Value x, long[] dims)
    {
        var (rank, outRank) = (op.InShape(0).Length, op.OutShape().Length);
        if (dims.Length == 0 && rank > 0) throw op.Unsupported("it reduces no dimension");
        var keep = outRank == rank || outRank != rank - dims.Length;
        var result = rank == 0
            ? op.Emit(opType, [x], ("keepdims", 0L))
            : op.Emit(opType, [x, op.Ints(dims)], ("keepdims", keep ? 1L : 0L));
        return keep && outRank != rank ? op.Reshape(result, null, op.OutShape()) : result;
    }

    private static Value ArgExtremum(OpWriter op, string opType)
    {
        if (op.InShape(0).Length == 0) return op.Number(0, DType.Int64);
        var keep = op.OutShape().Length == op.InShape(0).Length;
        return op.EmitAs(DType.Int64, opType, [op.In(0)], ("axis", (long)op.Get<int>("dim")), ("keepdims", keep ? 1L : 0L));
    }

    private static Value Norm(OpWriter op)
    {
        var (x, p, dims) = (op.In(0), op.Get<double>("p"), KeptDims(op));
        if (p == 1) return Reduced(op, "ReduceL1", x, dims);
        if (p == 2) return Reduced(op, "ReduceL2", x, dims);
        var magnitudes = op.Emit("Abs", x);
        if (double.IsPositiveInfinity(p)) return Reduced(op, "ReduceMax", magnitudes, dims);
        if (double.IsNegativeInfinity(p)) return Reduced(op, "ReduceMin", magnitudes, dims);
        if (p == 0) return Reduced(op, "ReduceSum", op.Emit("Sign", magnitudes), dims);
        var sum = Reduced(op, "ReduceSum", op.Emit("Pow", magnitudes, op.Number(p, op.OutType)), dims);
        return op.Emit("Pow", sum, op.Number(1 / p, op.OutType));
    }

    private static Value Variance(OpWriter op)
    {
        var dims = KeptDims(op);
        var mean = op.Emit("ReduceMean", [op.In(0), op.Ints(dims)], ("keepdims", 1L));
        var deviations = op.Emit("Sub", op.In(0), mean);
        var sum = Reduced(op, "ReduceSum", op.Emit("Mul", deviations, deviations), dims);
        var divisor = op.GetSize("divisor");
        var count = divisor.IsConstant
            ? op.Number(divisor.First, op.OutType)
            : op.Cast(op.Squeeze(op.Sizes([divisor]), 0), op.OutType);
        return op.Emit("Div", sum, count);
    }

    /// <summary>The first elements of a dimension in order: values and indices.</summary>
    private static Value[] TopK(OpWriter op, int dim, DimSize[] shape)
    {
        if (shape.Length == 0) return [op.In(0), op.Number(0, DType.Int64)];
        return op.EmitMany(
            "TopK", [op.In(0).Type, DType.Int64], [op.In(0), op.Sizes([shape[dim]])], ("axis", (long)dim),
            ("largest", op.Get<bool>("largest") ? 1L : 0L), ("sorted", 1L));
    }
}
