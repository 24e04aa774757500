namespace Autograd.NN;

public static partial class F
{
    /// <summary>The maximum of each of so many windows of a signal, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, L), or (C, L) without a batch.</param>
    /// <param name="outputSize">The number of windows.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <exception cref="ArgumentException">The input is not floating, or of another number of dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Tensor AdaptiveMaxPool1d(Tensor input, int outputSize) =>
        Tensor.AdaptiveMaxPool("AdaptiveMaxPool1d", 1, NotNull(input), [outputSize]).Output;

    /// <summary>The maximum of each window and its index, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, L), or (C, L) without a batch.</param>
    /// <param name="outputSize">The number of windows.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveMaxPool1d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) AdaptiveMaxPool1dWithIndices(Tensor input, int outputSize)
    {
        var (output, indices) = Tensor.AdaptiveMaxPool("AdaptiveMaxPool1dWithIndices", 1, NotNull(input), [outputSize]);
        return (output, indices.To(DType.Int64));
    }

    /// <summary>The maximum of each of so many windows of an image, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveMaxPool1d" path="/exception"/>
    public static Tensor AdaptiveMaxPool2d(Tensor input, int outputSize) =>
        Tensor.AdaptiveMaxPool("AdaptiveMaxPool2d", 2, NotNull(input), [outputSize]).Output;

    /// <summary>The maximum of each window and its index, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveMaxPool1d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) AdaptiveMaxPool2dWithIndices(Tensor input, int outputSize)
    {
        var (output, indices) = Tensor.AdaptiveMaxPool("AdaptiveMaxPool2dWithIndices", 2, NotNull(input), [outputSize]);
        return (output, indices.To(DType.Int64));
    }

    /// <summary>The maximum of each of so many windows of an image, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension; null for as many as the input has elements.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveMaxPool1d" path="/exception"/>
    public static Tensor AdaptiveMaxPool2d(Tensor input, (int?, int?) outputSize) =>
        Tensor.AdaptiveMaxPool("AdaptiveMaxPool2d", 2, NotNull(input), [outputSize.Item1, outputSize.Item2]).Output;

    /// <summary>The maximum of each window and its index, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension; null for as many as the input has elements.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveMaxPool1d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) AdaptiveMaxPool2dWithIndices(Tensor input, (int?, int?) outputSize)
    {
        var (output, indices) = Tensor.AdaptiveMaxPool("AdaptiveMaxPool2dWithIndices", 2, NotNull(input), [outputSize.Item1, outputSize.Item2]);
        return (output, indices.To(DType.Int64));
    }

    /// <summary>The maximum of each of so many windows of a volume, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveMaxPool1d" path="/exception"/>
    public static Tensor AdaptiveMaxPool3d(Tensor input, int outputSize) =>
        Tensor.AdaptiveMaxPool("AdaptiveMaxPool3d", 3, NotNull(input), [outputSize]).Output;

    /// <summary>The maximum of each window and its index, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveMaxPool1d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) AdaptiveMaxPool3dWithIndices(Tensor input, int outputSize)
    {
        var (output, indices) = Tensor.AdaptiveMaxPool("AdaptiveMaxPool3dWithIndices", 3, NotNull(input), [outputSize]);
        return (output, indices.To(DType.Int64));
    }

    /// <summary>The maximum of each of so many windows of a volume, which are nearly equal in size.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension; null for as many as the input has elements.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveMaxPool1d" path="/exception"/>
    public static Tensor AdaptiveMaxPool3d(Tensor input, (int?, int?, int?) outputSize) =>
        Tensor.AdaptiveMaxPool("AdaptiveMaxPool3d", 3, NotNull(input), [outputSize.Item1, outputSize.Item2, outputSize.Item3]).Output;

    /// <summary>The maximum of each window and its index, Int64, in the flattened spatial dimensions.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="outputSize">The number of windows in each dimension; null for as many as the input has elements.</param>
    /// <remarks>Window i of n covers i·L/n, rounded down, to (i + 1)·L/n, rounded up.</remarks>
    /// <inheritdoc cref="AdaptiveMaxPool1d" path="/exception"/>
    public static (Tensor Output, Tensor Indices) AdaptiveMaxPool3dWithIndices(Tensor input, (int?, int?, int?) outputSize)
    {
        var (output, indices) = Tensor.AdaptiveMaxPool("AdaptiveMaxPool3dWithIndices", 3, NotNull(input), [outputSize.Item1, outputSize.Item2, outputSize.Item3]);
        return (output, indices.To(DType.Int64));
    }
}
