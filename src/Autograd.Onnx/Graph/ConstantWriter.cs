namespace Autograd.Onnx;

/// <summary>
/// Writes a tensor that a forward pass made without its inputs, such as zeros for a first state. In every run it must
/// have had the same numbers, except that its sizes may follow dynamic axes.
/// </summary>
internal sealed class ConstantWriter(GraphBuilder builder)
{
    /// <summary>Writes the constant.</summary>
    /// <param name="runs">The tensor in each run.</param>
    /// <param name="user">What reads it, for messages.</param>
    public Value Write(Tensor[] runs, string user)
    {
        if (Array.TrueForAll(runs, run => ReferenceEquals(run, runs[0]))) return builder.Initializer(runs[0]);
        if (Array.TrueForAll(runs, run => run.Shape.Equals(runs[0].Shape)))
            return Array.TrueForAll(runs, run => AreSame(run, runs[0])) ? builder.Initializer(runs[0]) : throw Varies(runs, user);
        var sizes = TracedOp.SizesOf(Array.ConvertAll(runs, run => run.Shape));
        return WriteRepeated(runs, sizes) ?? WriteRange(runs, sizes) ?? throw Varies(runs, user);
    }

    private static bool AreSame(Tensor a, Tensor b) => OnnxSchema.Bytes(a).Span.SequenceEqual(OnnxSchema.Bytes(b).Span);

    // What is the same along the dynamic axes is one slice, expanded.
    private Value? WriteRepeated(Tensor[] runs, DimSize[] sizes)
    {
        var slices = Array.ConvertAll(runs, run =>
        {
            var slice = run.Detach();
            for (var d = 0; d < sizes.Length; d++)
                if (!sizes[d].IsConstant) slice = slice.Narrow(d, 0, Math.Min(1, slice.Size(d)));
            return slice.Contiguous();
        });
        for (var r = 0; r < runs.Length; r++)
            if (!AreSame(slices[r], slices[0]) || !AreSame(slices[r].Expand([.. runs[r].Shape.Sizes]), runs[r])) return null;
        return builder.Sizes(sizes) is { } shape ? builder.Node("Expand", runs[0].DType, [builder.Initializer(slices[0]), shape]) : null;
    }

    // start, start + step, …: positions along one dynamic axis, the other dimensions being 1.
    private Value? WriteRange(Tensor[] runs, DimSize[] sizes)
    {
        if (sizes.Count(size => !size.IsConstant) != 1 || sizes.Any(size => size.IsConstant && size.First != 1)) return null;
        var values = Array.ConvertAll(runs, run => run.Detach().To(DType.Float64).ToArray<double>());
        var (start, step) = (values[0][0], values[0].Length > 1 ? values[0][1] - values[0][0] : 1);
        foreach (var run in values)
            for (var i = 0; i < run.Length; i++)
                if (run[i] != start + step * i) return null;
        var count = sizes.First(size => !size.IsConstant);
        if (builder.Sizes([count]) is not { } length || builder.Sizes(sizes) is not { } shape) return null;
        var type = runs[0].DType;
        var limit = builder.Node("Squeeze", DType.Int64, [length, builder.Ints(0)]);
        var numbers = builder.Node("Range", DType.Int64, [builder.Number(0, DType.Int64), limit, builder.Number(1, DType.Int64)]);
        var cast = type == DType.Int64 ? numbers : builder.Node("Cast", type, [numbers], ("to", (long)OnnxSchema.ElementType(type)));
        if (step != 1) cast = builder.Node("Mul", type, [cast, builder.Number(step, type)]);
        if (start != 0) cast = builder.Node("Add", type, [cast, builder.Number(start, type)]);
        return sizes.Length == 1 ? cast : builder.Node("Reshape", type, [cast, shape]);
    }

    private static NotSupportedException Varies(Tensor[] runs, string user) => new(
        $"ExportOnnx: {user} reads a tensor of shape {runs[0].Shape} and type {runs[0].DType} that is no recorded result of the inputs, "
        + "but differs from run to run: it was drawn at random, or computed from the inputs or their sizes by an operation that cannot be traced; compute it with "
        + "operations that docs/onnx.md lists, or pass it as an input");
}
