namespace Autograd;

/// <summary>Memory layouts in which the same values can be stored.</summary>
internal enum MemoryLayout
{
    ColumnMajor,
    Stepped,
    Reversed,
    Expanded,
}

/// <summary>Copies tensors to other memory layouts.</summary>
internal static class MemoryLayouts
{
    public static string Describe(this MemoryLayout layout) => layout switch
    {
        MemoryLayout.ColumnMajor => "column-major",
        MemoryLayout.Stepped => "stepped",
        MemoryLayout.Reversed => "reversed",
        _ => "expanded",
    };

    /// <summary>
    /// Copies a tensor to a leaf of another layout, whose other memory is NaN. The expanded layout repeats the values
    /// of the first index along the first dimension.
    /// </summary>
    public static Tensor WithLayout(this Tensor tensor, MemoryLayout layout)
    {
        using var off = GradMode.NoGrad();
        var sizes = tensor.Shape.ToArray();
        var rank = sizes.Length;
        var strides = new int[rank];
        var (offset, length) = (1, 1);
        for (var k = 0; k < rank; k++)
        {
            var d = layout == MemoryLayout.ColumnMajor ? k : rank - 1 - k;
            if (layout == MemoryLayout.Expanded && d == 0) break;
            strides[d] = layout == MemoryLayout.Stepped ? 2 * length + 1 : length;
            length = Math.Max(1, sizes[d]) * strides[d];
            if (layout != MemoryLayout.Reversed) continue;
            offset += Math.Max(sizes[d] - 1, 0) * strides[d];
            strides[d] = -strides[d];
        }

        var memory = Tensor.Full([length + offset + 1], double.NaN, tensor.DType);
        var source = tensor.Detach();
        if (layout == MemoryLayout.Expanded && rank > 0 && sizes[0] > 0)
            memory.View(Shape.Create([1, .. sizes[1..]]), strides, offset).CopyInPlace(source[..1]);
        else
            memory.View(tensor.Shape, strides, offset).CopyInPlace(source);
        return CheckedFunction.Leaf(memory.View(tensor.Shape, strides, offset).Detach(), tensor.RequiresGrad);
    }
}
