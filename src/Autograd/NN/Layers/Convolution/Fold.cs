namespace Autograd.NN;

/// <summary>Adds columns up to the image whose patches they are; see <see cref="F.Fold"/>.</summary>
/// <remarks>Shapes: (N, C·kH·kW, patches) → (N, C, H, W), or both without the batch.</remarks>
/// <param name="outputSize">The size of the image, one number or two.</param>
/// <param name="kernelSize">The size of a patch, one number or two.</param>
/// <param name="dilation">The distance of a patch's elements, by default 1.</param>
/// <param name="padding">The zeros on both sides, which are left out; by default none.</param>
/// <param name="stride">The distance of the patches, by default 1.</param>
public sealed class Fold(Shape outputSize, Shape kernelSize, Shape? dilation = null, Shape? padding = null, Shape? stride = null) : UnaryModule
{
    private readonly Shape _outputSize = NotNull(outputSize);
    private readonly Shape _kernelSize = NotNull(kernelSize);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rows or columns are not those of such an image.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.Fold(NotNull(x), _outputSize, _kernelSize, dilation, padding, stride);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"output_size={PythonFormat.Sizes(_outputSize)}, kernel_size={PythonFormat.Sizes(_kernelSize)}, "
        + $"dilation={PythonFormat.Sizes(dilation ?? 1)}, padding={PythonFormat.Sizes(padding ?? 0)}, stride={PythonFormat.Sizes(stride ?? 1)}";
}
