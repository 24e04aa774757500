namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// True if the tensor is a parameter. <see cref="NN.Module"/> lists those tensors in its fields that are
    /// parameters.
    /// </summary>
    /// <remarks>
    /// Set by <see cref="NN.Parameter.From"/>. It applies to this tensor only, and not to its views or to results.
    /// </remarks>
    public bool IsParameter { get; internal set; }

    /// <summary>
    /// Increments the version counter after a direct write to the memory, so that a backward pass does not use tensors
    /// that were saved before it.
    /// </summary>
    internal void MarkWritten() => BumpVersion();
}
