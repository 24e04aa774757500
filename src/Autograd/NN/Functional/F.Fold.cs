namespace Autograd.NN;

public static partial class F
{
    /// <summary>Writes the patches of an image as columns of a matrix.</summary>
    /// <param name="input">(N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="kernelSize">The size of a patch, one number or two.</param>
    /// <param name="dilation">The distance of a patch's elements, by default 1.</param>
    /// <param name="padding">The zeros on both sides, by default none.</param>
    /// <param name="stride">The distance of the patches, by default 1.</param>
    /// <returns>(N, C·kH·kW, patches).</returns>
    /// <remarks>Gradient: <see cref="Fold"/> of g. <see cref="Tensor.Unfold"/> has windows along a dimension.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size, dilation or stride is less than 1.</exception>
    public static Tensor Unfold(Tensor input, Shape kernelSize, Shape? dilation = null, Shape? padding = null, Shape? stride = null) =>
        Tensor.ToColumns(NotNull(input), NotNull(kernelSize), dilation, padding, stride);

    /// <summary>Adds columns up to the image whose patches they are; the transpose of <see cref="Unfold"/>.</summary>
    /// <param name="input">(N, C·kH·kW, patches), or (C·kH·kW, patches) without a batch.</param>
    /// <param name="outputSize">The size of the image, one number or two.</param>
    /// <param name="kernelSize">The size of a patch, one number or two.</param>
    /// <param name="dilation">The distance of a patch's elements, by default 1.</param>
    /// <param name="padding">The zeros on both sides, which are left out; by default none.</param>
    /// <param name="stride">The distance of the patches, by default 1.</param>
    /// <returns>(N, C, H, W).</returns>
    /// <remarks>Gradient: <see cref="Unfold"/> of g.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size, dilation or stride is less than 1.</exception>
    public static Tensor Fold(
        Tensor input, Shape outputSize, Shape kernelSize, Shape? dilation = null, Shape? padding = null, Shape? stride = null) =>
        Tensor.FromColumns(NotNull(input), NotNull(outputSize), NotNull(kernelSize), dilation, padding, stride);
}
