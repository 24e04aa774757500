namespace Autograd.NN;

public static partial class F
{
    /// <summary>Writes maxima to where they were: the elements at their indices, zeros elsewhere.</summary>
    /// <param name="input">A floating tensor: (N, C, L), or (C, L) without a batch.</param>
    /// <param name="indices">The indices that <see cref="MaxPool1dWithIndices"/> gave, of the input's shape.</param>
    /// <param name="kernelSize">The size of a window, one number.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The padding of the windows, by default none.</param>
    /// <param name="outputSize">
    /// The output's spatial sizes or whole shape, of the several that the windows allow; by default the least.
    /// </param>
    /// <remarks>Gradient: g at the indices. Of several elements with one index the last is written.</remarks>
    /// <exception cref="ArgumentException">The types or shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or an index out of range.</exception>
    public static Tensor MaxUnpool1d(
        Tensor input, Tensor indices, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? outputSize = null) =>
        Tensor.MaxUnpool(
            "MaxUnpool1d", 1, NotNull(input), NotNull(indices), NotNull(kernelSize), stride, padding, outputSize);

    /// <summary>Writes maxima to where they were: the elements at their indices, zeros elsewhere.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="indices">The indices that <see cref="MaxPool2dWithIndices"/> gave, of the input's shape.</param>
    /// <param name="kernelSize">The size of a window, one number or two.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The padding of the windows, by default none.</param>
    /// <param name="outputSize">
    /// The output's spatial sizes or whole shape, of the several that the windows allow; by default the least.
    /// </param>
    /// <remarks>Gradient: g at the indices. Of several elements with one index the last is written.</remarks>
    /// <inheritdoc cref="MaxUnpool1d" path="/exception"/>
    public static Tensor MaxUnpool2d(
        Tensor input, Tensor indices, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? outputSize = null) =>
        Tensor.MaxUnpool(
            "MaxUnpool2d", 2, Autocast.ToFloat32(NotNull(input)), NotNull(indices), NotNull(kernelSize), stride, padding, outputSize);

    /// <summary>Writes maxima to where they were: the elements at their indices, zeros elsewhere.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="indices">The indices that <see cref="MaxPool3dWithIndices"/> gave, of the input's shape.</param>
    /// <param name="kernelSize">The size of a window, one number or three.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="padding">The padding of the windows, by default none.</param>
    /// <param name="outputSize">
    /// The output's spatial sizes or whole shape, of the several that the windows allow; by default the least.
    /// </param>
    /// <remarks>Gradient: g at the indices. Of several elements with one index the last is written.</remarks>
    /// <inheritdoc cref="MaxUnpool1d" path="/exception"/>
    public static Tensor MaxUnpool3d(
        Tensor input, Tensor indices, Shape kernelSize, Shape? stride = null, Shape? padding = null, Shape? outputSize = null) =>
        Tensor.MaxUnpool(
            "MaxUnpool3d", 3, Autocast.ToFloat32(NotNull(input)), NotNull(indices), NotNull(kernelSize), stride, padding, outputSize);
}
