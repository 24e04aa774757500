namespace Autograd;

/// <summary>The values with which a tensor is padded.</summary>
public enum PadMode
{
    /// <summary>A constant.</summary>
    Constant,

    /// <summary>The elements mirrored at the edge, which is not repeated: 3 2 | 1 2 3.</summary>
    Reflect,

    /// <summary>The element at the edge, repeated: 1 1 | 1 2 3.</summary>
    Replicate,

    /// <summary>The elements from the other end: 2 3 | 1 2 3.</summary>
    Circular,
}
