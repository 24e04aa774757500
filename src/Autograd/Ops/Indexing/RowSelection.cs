using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// Rows of dimension 0, in any order and any number of times: the selection of an index list or index tensor for
/// dimension 0, and of an embedding. In contiguous tensors complete rows are copied and added.
/// </summary>
/// <param name="inputShape">The shape of the tensor that the rows are selected from.</param>
/// <param name="rows">The indices of the rows, checked and not negative.</param>
/// <param name="block">The shape of the indices, which replaces dimension 0.</param>
internal sealed class RowSelection(Shape inputShape, IndexBuffer rows, Shape block)
    : Selection(inputShape, ShapeOf(inputShape, block))
{
    /// <summary>The indices of the rows.</summary>
    public IndexBuffer Rows => rows;

    /// <summary>The shape of the indices: all of the result's but the inner dimensions.</summary>
    public Shape Block => Shape.Create(ResultShape.Sizes[..^(InputShape.Count - 1)]);

    /// <summary>Leases the indices to read: <c>using var rowsData = selection.ReadRows();</c></summary>
    public TensorStorage.ReadLease ReadRows(in byte scope = 0) => rows.Read(in scope);

    /// <summary>The number of elements of a row.</summary>
    public int Width { get; } = inputShape.OfRow.Numel;

    public override IndexOffsets OffsetsFor(ReadOnlySpan<int> strides, int origin)
    {
        var positions = new RentedIndices(rows.Length);
        using var rowsData = rows.Read();
        TensorPrimitives.Multiply(rowsData.Span<int>(), strides[0], positions.Span);
        return new IndexOffsets(origin, [0], positions, IndexOffsets.OfBlock(InputShape.Sizes[1..], strides[1..]));
    }

    public override bool[]? LastWrites()
    {
        using var rowsData = rows.Read();
        var last = LastWrites(rowsData.Span<int>(), InputShape.Sizes[0]);
        if (last is null || Width == 1) return last;
        var elements = new bool[last.Length * Width];
        for (var k = 0; k < last.Length; k++) elements.AsSpan(k * Width, Width).Fill(last[k]);
        return elements;
    }

    private static Shape ShapeOf(Shape input, Shape block)
    {
        Span<int> sizes = stackalloc int[block.Count + input.Count - 1];
        block.Sizes.CopyTo(sizes);
        input.Sizes[1..].CopyTo(sizes[block.Count..]);
        return Shape.Create(sizes);
    }
}
