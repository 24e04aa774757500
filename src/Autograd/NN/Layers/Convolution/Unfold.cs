namespace Autograd.NN;

/// <summary>Writes the patches of an image as columns of a matrix; see <see cref="F.Unfold"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) → (N, C·kH·kW, patches), or both without the batch.</remarks>
/// <param name="kernelSize">The size of a patch, one number or two.</param>
/// <param name="dilation">The distance of a patch's elements, by default 1.</param>
/// <param name="padding">The zeros on both sides, by default none.</param>
/// <param name="stride">The distance of the patches, by default 1.</param>
public sealed class Unfold(Shape kernelSize, Shape? dilation = null, Shape? padding = null, Shape? stride = null) : UnaryModule
{
    private readonly Shape _kernelSize = NotNull(kernelSize);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is no image, or smaller than a patch.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.Unfold(NotNull(x), _kernelSize, dilation, padding, stride);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"kernel_size={PythonFormat.Sizes(_kernelSize)}, dilation={PythonFormat.Sizes(dilation ?? 1)}, "
        + $"padding={PythonFormat.Sizes(padding ?? 0)}, stride={PythonFormat.Sizes(stride ?? 1)}";
}
