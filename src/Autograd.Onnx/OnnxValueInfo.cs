namespace Autograd.Onnx;

/// <summary>An input or output of an ONNX graph, ValueInfoProto.</summary>
/// <param name="Name">The name.</param>
/// <param name="DType">The type of the elements.</param>
/// <param name="Dims">The dimensions.</param>
public sealed record OnnxValueInfo(string Name, DType DType, IReadOnlyList<OnnxDim> Dims)
{
    /// <summary>Name, type and shape: <c>input Float32 (batch, 784)</c>.</summary>
    public override string ToString() =>
        $"{Name} {DType} ({string.Join(", ", Dims)}{(Dims.Count == 1 ? "," : "")})";
}

/// <summary>A dimension of an input or output: its size, or the name of a dynamic axis.</summary>
/// <param name="Size">The size; null for a dynamic axis.</param>
/// <param name="Name">The name of the dynamic axis, or how its size follows from others: <c>batch</c>, <c>2*batch</c>.</param>
public readonly record struct OnnxDim(int? Size, string? Name = null)
{
    /// <summary>The size or the name.</summary>
    public override string ToString() => Size is { } size ? size.ToString(System.Globalization.CultureInfo.InvariantCulture) : Name ?? "?";
}
