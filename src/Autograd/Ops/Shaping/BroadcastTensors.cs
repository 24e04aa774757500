namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns views of the tensors, all expanded to the shape to which they broadcast.</summary>
    /// <param name="tensors">Any number.</param>
    /// <remarks>Gradient: to each tensor its g, summed over the expanded dimensions.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor[] BroadcastTensors(params ReadOnlySpan<Tensor> tensors)
    {
        NoneNull("BroadcastTensors", tensors, nameof(tensors));
        var shape = Shape.Scalar;
        foreach (var tensor in tensors) shape = Broadcasting.ResultShape("BroadcastTensors", shape, tensor._shape);
        var views = new Tensor[tensors.Length];
        for (var i = 0; i < views.Length; i++) views[i] = tensors[i].ExpandTo(shape);
        return views;
    }
}
