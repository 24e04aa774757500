namespace Autograd.Onnx;

/// <summary>Slices and other views.</summary>
internal sealed partial class OperationTable
{
    private void AddSlices()
    {
        Add("SliceNode", View);
        Add("AsStridedNode", View);
        Add("DiagonalNode", View);
        Add("RowNode", Row);
    }

    private static Value View(OpWriter op)
    {
        var parts = op.GetEach<Tensor.StridedPart>("part") ?? throw op.Unsupported("its strides were not recorded");
        if (op.Op.Name == "UnfoldBackward0") return UnfoldedWindows(op, parts);
        var slices = Array.ConvertAll(parts, StridedSlice.Of);
        if (!HaveSameForm(slices)) return Elements(op, op.In(0), parts);
        var sliced = Slice(op, op.In(0), op.InShape(0), RangesOf(slices!));
        return op.Unsqueeze(op.Squeeze(sliced, Longs(slices[0]!.Dropped)), Longs(slices[0]!.Added));
    }

    // The windows of a dimension: their indices in two dimensions, of which the second is then moved to the end.
    private static Value UnfoldedWindows(OpWriter op, Tensor.StridedPart[] parts)
    {
        var (dim, step, rank) = (op.Get<int>("dim"), op.Get<int>("step"), op.OutShape().Length);
        if (parts.Any(part => part.Shape[dim] != parts[0].Shape[dim])) throw op.Unsupported("its windows depend on the size of a dynamic axis");
        var places = Tensor.Arange(parts[0].Shape[dim]).Long().Unsqueeze(1) * step + Tensor.Arange(parts[0].Shape[rank - 1]).Long();
        var windows = op.Emit("Gather", [op.In(0), op.Constant(places)], ("axis", (long)dim));
        return op.Transpose(windows, [.. Enumerable.Range(0, dim + 1), .. Enumerable.Range(dim + 2, rank - dim - 2), dim + 1]);
    }

    private static bool HaveSameForm(StridedSlice?[] slices) => slices.All(slice =>
        slice is not null && slices[0] is { } first
        && slice.Dropped.AsSpan().SequenceEqual(first.Dropped) && slice.Added.AsSpan().SequenceEqual(first.Added)
        && slice.Dims.Zip(first.Dims).All(pair => pair.First.Step == pair.Second.Step));

    private static long[] Longs(int[] numbers) => Array.ConvertAll(numbers, number => (long)number);

    /// <summary>The slices of several runs as one for each dimension.</summary>
    private static (DimSize Start, DimSize Count, long Step)[] RangesOf(StridedSlice[] slices) =>
        [.. Enumerable.Range(0, slices[0].Dims.Length).Select(d => (
            OpWriter.SizeOf(slices.Select(slice => slice.Dims[d].Start)), OpWriter.SizeOf(slices.Select(slice => slice.Dims[d].Count)),
            slices[0].Dims[d].Step))];

    /// <summary>Cuts a slice out of each dimension.</summary>
    private static Value Slice(OpWriter op, Value x, DimSize[] shape, (DimSize Start, DimSize Count, long Step)[] ranges)
    {
        List<DimSize> starts = [], ends = [];
        List<long> axes = [], steps = [];
        for (var d = 0; d < ranges.Length; d++)
        {
            var (start, count, step) = ranges[d];
            if (step == 1 && start.IsConstant && start.First == 0 && count.Equals(shape[d])) continue;
            axes.Add(d);
            steps.Add(step);
            starts.Add(Bound(start, shape[d]));
            var last = new DimSize([.. start.Values.ToArray().Zip(count.Values.ToArray(), (s, n) => s + (n - 1) * step)]);
            if (step > 0) ends.Add((last + 1).Equals(shape[d]) ? last.Constant(long.MaxValue) : Bound(last + 1, shape[d]));
            else ends.Add(last.IsConstant && last.First == 0 ? last.Constant(long.MinValue) : Bound(last + -1, shape[d]));
        }

        return axes.Count == 0 ? x : op.Emit("Slice", x, op.Sizes(starts), op.Sizes(ends), op.Ints([.. axes]), op.Ints([.. steps]));
    }

    // A bound that moves with the size of its dimension counts from the end.
    private static DimSize Bound(DimSize bound, DimSize size) => bound.IsConstant || !(bound - size).IsConstant ? bound : bound - size;

    /// <summary>The elements of any view, by their places in the base.</summary>
    private static Value Elements(OpWriter op, Value x, Tensor.StridedPart[] parts)
    {
        if (parts.Any(part => !part.Shape.Equals(parts[0].Shape) || !part.BaseShape.Equals(parts[0].BaseShape)))
            throw op.Unsupported("it is no slice, and its elements depend on the size of a dynamic axis");
        var flat = op.Emit("Reshape", x, op.Ints(-1));
        return op.Emit("Gather", [flat, op.Constant(PlacesOf(parts[0]))], ("axis", 0L));
    }

    private static Tensor PlacesOf(Tensor.StridedPart part)
    {
        var places = Tensor.Full([], part.Offset, DType.Int64).Reshape([.. Enumerable.Repeat(1, part.Shape.Count)]);
        for (var k = 0; k < part.Shape.Count; k++)
        {
            var shape = Enumerable.Repeat(1, part.Shape.Count).ToArray();
            shape[k] = part.Shape[k];
            places += Tensor.Arange(part.Shape[k]).Long().Reshape(shape) * part.Strides[k];
        }

        return places;
    }

    private static Value Row(OpWriter op)
    {
        var row = Bound(op.GetSize("row"), op.InShape(0)[0]);
        if (!row.IsConstant) throw op.Unsupported("its index depends on the size of a dynamic axis");
        var index = op.OutShape().Length < op.InShape(0).Length ? op.Number(row.First, DType.Int64) : op.Ints(row.First);
        return op.Emit("Gather", [op.In(0), index], ("axis", 0L));
    }
}
