namespace Autograd.NN;

/// <summary>The softmax over the channels of each pixel: <see cref="Softmax"/> of dimension −3.</summary>
/// <remarks>Shapes: (N, C, H, W) or (C, H, W) → the same. <c>torch.nn.Softmax2d</c>.</remarks>
public sealed class Softmax2d : UnaryModule
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has another number of dimensions.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return Hooked(x);
        if (x.NDim is not (3 or 4))
            throw new ArgumentException($"Softmax2d: input of shape {x.Shape}; it must be (N, C, H, W) or (C, H, W)");
        return x.Softmax(-3);
    }
}
