namespace Autograd.IO;

/// <summary>One array as a .npy file has it: the header, then the elements.</summary>
internal static class Npy
{
    public static void Write(Tensor tensor, Stream stream)
    {
        using var _ = GradMode.NoGrad();
        var transposed = tensor.NDim > 1 && !tensor.IsContiguous ? Reversed(tensor) : null;
        var isFortranOrder = transposed is { IsContiguous: true };
        stream.Write(NpyHeader.Write(tensor.DType, isFortranOrder, tensor.Shape));
        ElementBytes.Write(isFortranOrder ? transposed! : tensor, stream);
    }

    /// <summary>Reads the next array.</summary>
    /// <param name="source">The file, at the array's first byte.</param>
    /// <param name="dtype">Another type to convert to.</param>
    /// <param name="call">The call that converts, up to its argument <c>dtype</c>, for messages.</param>
    public static Tensor Read(ByteSource source, DType? dtype, string call)
    {
        var start = source.Position;
        var header = NpyHeader.Read(source);
        var shape = source.Context.Shape("the array", header.Sizes, start);
        const string content = "the elements";
        var type = header.Type;
        var target = type.Foreign?.Check(dtype, source.Context, $"the elements are {type.Foreign}", call);
        source.Ensure((long)shape.Numel * type.ItemSize, content);
        using var _ = GradMode.NoGrad();
        var stored = header.IsFortranOrder ? source.Context.Shape("the array", [.. header.Sizes.Reverse()], start) : shape;
        var tensor = type.DType is { } own ? ElementBytes.Read(source, stored, own, content, type.IsBigEndian)
            : ForeignElements.Read(source, stored, type.Foreign!.Value, target!.Value, content, type.IsBigEndian);
        if (dtype is { } other) tensor = tensor.To(other);
        if (!header.IsFortranOrder || shape.Count < 2) return tensor;
        var strides = tensor.Strides.ToArray();
        Array.Reverse(strides);
        return tensor.AliasWith(shape, strides, tensor.Offset);
    }

    private static Tensor Reversed(Tensor tensor)
    {
        Span<int> order = stackalloc int[tensor.NDim];
        for (var d = 0; d < order.Length; d++) order[d] = order.Length - 1 - d;
        return tensor.Permute(order);
    }
}
