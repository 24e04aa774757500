namespace Autograd.NN;

/// <summary>Returns its input: a layer that does nothing, to stand where another was or may come.</summary>
/// <remarks>Shapes: any → the same. <c>torch.nn.Identity</c>.</remarks>
public sealed class Identity : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x);
}
