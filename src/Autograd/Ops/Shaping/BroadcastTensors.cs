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

    /// <summary>Returns the shape to which tensors of these shapes broadcast. <c>torch.broadcast_shapes</c>.</summary>
    /// <param name="shapes">Any number.</param>
    /// <exception cref="ArgumentException">They do not broadcast, or one is null.</exception>
    public static Shape BroadcastShapes(params ReadOnlySpan<Shape> shapes)
    {
        var result = Shape.Scalar;
        for (var i = 0; i < shapes.Length; i++)
        {
            if (shapes[i] is null) throw new ArgumentException($"BroadcastShapes: shape {i} of {shapes.Length} is null; pass shapes alone", nameof(shapes));
            result = Broadcasting.ResultShape("BroadcastShapes", result, shapes[i]);
        }

        return result;
    }
}
