namespace Autograd;

/// <summary>A field of a node that holds a tensor for the backward pass.</summary>
internal interface ISavedTensor
{
    /// <summary>The tensor, unchecked; null if nothing is saved or it was released.</summary>
    Tensor? Tensor { get; }

    /// <summary>The operation that is stored with the tensor; null if none is.</summary>
    IElementwiseOp? Op => null;
}
