namespace Autograd.Onnx;

/// <summary>Writes in place, as operations that give the tensor as it is afterwards.</summary>
internal sealed partial class OperationTable
{
    private void AddWrites()
    {
        Add("CopyNode", op => op.Op.HasShape ? op.Expand(op.In(1), op.InShape(1), op.OutShape()) : op.In(1));
        Add("FillNode", Fill);
        Add("CopySlicesNode", CopySlices);
        Add("SetRowNode", SetRow);
        Add("IndexPutNode", op => Put(op, null));
        Add("ScatterAddNode", op => Put(op, "add"));
    }

    private static Value Fill(OpWriter op)
    {
        var value = op.Get<Scalar>("value");
        return op.Op.HasShape
            ? op.Expand(op.Number(value, op.OutType), null, op.OutShape())
            : op.Number(value, value.Kind == ScalarKind.Floating ? DType.Float32 : value.Kind == ScalarKind.Bool ? DType.Bool : DType.Int64);
    }

    private static Value CopySlices(OpWriter op)
    {
        var parts = op.GetEach<Tensor.StridedPart>("part") ?? throw op.Unsupported("its strides were not recorded");
        var written = op.Cast(op.Extra("written"), op.OutType);
        var viewShape = TracedOp.SizesOf(Array.ConvertAll(parts, part => part.Shape));
        var slices = Array.ConvertAll(parts, StridedSlice.Of);
        if (!HaveSameForm(slices) || slices[0]!.Dims.Any(dim => dim.Step != 1)) return PutElements(op, written, parts, viewShape);
        var ranges = RangesOf(slices!);

        // The value broadcasts to the view; then it gets the dimensions of the base.
        var value = op.Expand(written, null, viewShape);
        value = op.Unsqueeze(op.Squeeze(value, Longs(slices[0]!.Added)), Longs(slices[0]!.Dropped));
        return Put(op, op.In(0), op.OutShape(), ranges, 0, value);
    }

    /// <summary>
    /// A value in place of a slice: what is before it, the value, and what is behind it, joined along one dimension after
    /// the other.
    /// </summary>
    private static Value Put(OpWriter op, Value x, DimSize[] shape, (DimSize Start, DimSize Count, long Step)[] ranges, int from, Value value)
    {
        var d = from;
        while (d < ranges.Length && ranges[d].Count.Equals(shape[d])) d++;
        if (d == ranges.Length) return value;
        var (start, count, _) = ranges[d];
        var end = new DimSize([.. start.Values.ToArray().Zip(count.Values.ToArray(), (s, n) => s + n)]);
        var (from0, to0, axis) = (op.Sizes([Bound(start, shape[d])]), op.Sizes([Bound(end, shape[d])]), op.Ints(d));
        var isLast = end.Equals(shape[d]);
        var parts = new List<Value?>();
        if (!(start.IsConstant && start.First == 0)) parts.Add(op.Emit("Slice", x, op.Ints(0), from0, axis));
        var inner = op.Emit("Slice", x, from0, isLast ? op.Ints(long.MaxValue) : to0, axis);
        var innerShape = shape.ToArray();
        innerShape[d] = count;
        parts.Add(Put(op, inner, innerShape, ranges, d + 1, value));
        if (!isLast) parts.Add(op.Emit("Slice", x, to0, op.Ints(long.MaxValue), axis));
        return op.Emit("Concat", [.. parts], ("axis", (long)d));
    }

    private static Value PutElements(OpWriter op, Value written, Tensor.StridedPart[] parts, DimSize[] viewShape)
    {
        if (parts.Any(part => !part.Shape.Equals(parts[0].Shape) || !part.BaseShape.Equals(parts[0].BaseShape)))
            throw op.Unsupported("it writes to a view that is no slice of step 1, and whose elements depend on the size of a dynamic axis");
        var flat = op.Emit("Reshape", op.In(0), op.Ints(-1));
        var value = op.Emit("Reshape", op.Expand(written, null, viewShape), op.Ints(-1));
        var places = op.Constant(PlacesOf(parts[0]).Flatten());
        return op.Reshape(op.Emit("ScatterElements", [flat, places, value], ("axis", 0L)), null, op.OutShape());
    }

    private static Value SetRow(OpWriter op)
    {
        var shape = op.InShape(0);
        var row = op.GetSize("row");
        var ranges = Array.ConvertAll(shape, size => (Start: size.Constant(0), Count: size, Step: 1L));
        ranges[0] = (row, row.Constant(1), 1);
        return Put(op, op.In(0), shape, ranges, 0, op.In(1));
    }

    private static Value Put(OpWriter op, string? reduction)
    {
        var selections = op.GetEach<Selection>("selection") ?? throw op.Unsupported("its indices were not recorded");
        var updates = op.Expand(op.In(1), op.InShape(1), TracedOp.SizesOf(Array.ConvertAll(selections, selection => selection.ResultShape)));
        (string, object)[] attributes = reduction is null ? [] : [("reduction", reduction)];
        switch (selections[0])
        {
            case Tensor.DimSelection along:
                return op.Emit("ScatterElements", [op.In(0), op.Extra("indices0"), updates], [("axis", (long)along.Dim), .. attributes]);
            case RowSelection:
                return op.Emit("ScatterND", [op.In(0), op.Unsqueeze(op.Extra("indices0"), -1), updates], attributes);
            case IndexSelection indices when indices.LeadingDims == 0 && indices.Dims[0] == 0 && indices.Dims[^1] == indices.Dims.Length - 1
                && selections[0].ResultShape.Count == op.InShape(0).Length - indices.Dims.Length + 1:
                var columns = Enumerable.Range(0, indices.Dims.Length).Select(k => op.Unsqueeze(op.Extra($"indices{k}"), -1)).ToArray();
                return op.Emit("ScatterND", [op.In(0), op.Emit("Concat", columns, ("axis", -1L)), updates], attributes);
            default:
                throw op.Unsupported("its indices are not those of the first dimensions");
        }
    }
}
