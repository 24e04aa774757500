namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Whether the tensor is a parameter: <see cref="NN.Module"/> lists the tensors in its fields that are, and leaves other
    /// tensors alone.
    /// </summary>
    /// <remarks>
    /// Made by <see cref="NN.Parameter.From"/>. The mark belongs to this tensor; results and views of it do not have it.
    /// </remarks>
    public bool IsParameter { get; internal set; }

    /// <summary>
    /// Notes a write that went past the operations, so that the backward pass will not use values saved before it.
    /// </summary>
    internal void MarkWritten() => BumpVersion();
}
