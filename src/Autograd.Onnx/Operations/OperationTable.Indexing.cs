namespace Autograd.Onnx;

/// <summary>Elements at indices.</summary>
internal sealed partial class OperationTable
{
    private void AddIndexing()
    {
        _forms.Add("TakeNode", Take);
        Add("ScaledEmbeddingNode", op => Gather(op, op.GetEach<Selection>("selection")!));
    }

    private static Value[] Take(OpWriter op)
    {
        if (op.Op.Name is "TopkBackward0" or "SortBackward0") return [TopK(op, op.GetFirst<Tensor.DimSelection>("selection").Dim, op.OutShape())[0]];
        if (op.Op.Name.StartsWith("Cum", StringComparison.Ordinal)) throw op.Unsupported("it is a running extremum");
        return [Gather(op, op.GetEach<Selection>("selection")!)];
    }

    private static Value Gather(OpWriter op, Selection[] selections) => selections[0] switch
    {
        RowSelection => op.Emit("Gather", [op.In(0), op.Extra("indices0")], ("axis", 0L)),
        Tensor.DimSelection along => op.Emit("GatherElements", [op.In(0), op.Extra("indices0")], ("axis", (long)along.Dim)),
        IndexSelection indices when indices.Dims.Length == 1 => GatherAlong(op, indices),
        IndexSelection indices => GatherPoints(op, indices),
        _ => throw op.Unsupported("its indices are of an unknown kind"),
    };

    // The indices of the selection are a list, and its result may have them in several dimensions.
    private static Value GatherAlong(OpWriter op, IndexSelection indices)
    {
        var result = op.Emit("Gather", [op.In(0), op.Reshape(op.Extra("indices0"), null, Minus(op))], ("axis", (long)indices.Dims[0]));
        return op.OutShape().Length == op.InShape(0).Length ? result : op.Reshape(result, null, op.OutShape());
    }

    private static DimSize[] Minus(OpWriter op) => [OpWriter.SizeOf(op.Op.Nodes.Select(_ => -1L))];

    /// <summary>Elements at points of several dimensions: these first, then GatherND, then its dimensions to their place.</summary>
    private static Value GatherPoints(OpWriter op, IndexSelection indices)
    {
        var rank = op.InShape(0).Length;
        var dims = indices.Dims.ToArray();
        int[] order = [.. dims, .. Enumerable.Range(0, rank).Where(d => !dims.Contains(d))];
        var x = order.SequenceEqual(Enumerable.Range(0, rank)) ? op.In(0) : op.Transpose(op.In(0), order);
        var points = op.Emit("Concat", [.. dims.Select((_, k) => op.Unsqueeze(op.Reshape(op.Extra($"indices{k}"), null, Minus(op)), 1))], ("axis", 1L));
        var result = op.Emit("GatherND", x, points);
        var outRank = op.OutShape().Length;
        var lead = indices.LeadingDims;
        var block = outRank - (rank - dims.Length);
        if (lead > 0) result = op.Transpose(result, [.. Enumerable.Range(1, lead), 0, .. Enumerable.Range(lead + 1, rank - dims.Length - lead)]);
        return block == 1 ? result : op.Reshape(result, null, op.OutShape());
    }
}
