namespace Autograd;

/// <summary>The type of a tensor's elements, as in PyTorch. The order is PyTorch's, from narrow to wide.</summary>
public enum DType : byte
{
    /// <summary>True or false; PyTorch's <c>torch.bool</c>, C#'s <see cref="bool"/>.</summary>
    Bool,

    /// <summary>Unsigned 8-bit integer; <c>torch.uint8</c>, <see cref="byte"/>.</summary>
    UInt8,

    /// <summary>Signed 8-bit integer; <c>torch.int8</c>, <see cref="sbyte"/>.</summary>
    Int8,

    /// <summary>Signed 16-bit integer; <c>torch.int16</c>, <see cref="short"/>.</summary>
    Int16,

    /// <summary>Signed 32-bit integer; <c>torch.int32</c>, <see cref="int"/>.</summary>
    Int32,

    /// <summary>
    /// Signed 64-bit integer; <c>torch.int64</c>, <see cref="long"/>. The type of indices and class labels.
    /// </summary>
    Int64,

    /// <summary>Half precision, 11 significant bits; <c>torch.float16</c>, <see cref="Half"/>.</summary>
    Float16,

    /// <summary>
    /// The upper half of a single-precision number, 8 significant bits; <c>torch.bfloat16</c>,
    /// <see cref="Autograd.BFloat16"/>.
    /// </summary>
    BFloat16,

    /// <summary>Single precision; <c>torch.float32</c>, <see cref="float"/>. The default floating type.</summary>
    Float32,

    /// <summary>
    /// Double precision; <c>torch.float64</c>, <see cref="double"/>. The type for gradient checks.
    /// </summary>
    Float64,
}
