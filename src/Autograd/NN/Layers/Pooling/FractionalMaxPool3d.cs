namespace Autograd.NN;

/// <summary>The maximum of each of so many windows at random distances; see <see cref="F.FractionalMaxPool3d"/>.</summary>
/// <remarks>Shapes: (N, C, D, H, W) → (N, C, …), or both without the batch.</remarks>
/// <param name="kernelSize">The size of a window, one number or three.</param>
/// <param name="outputSize">The number of windows, one number or three.</param>
/// <param name="outputRatio">Instead of it, the ratio of the output's to the input's size in each dimension.</param>
public sealed class FractionalMaxPool3d(Shape kernelSize, Shape? outputSize = null, (double D, double H, double W)? outputRatio = null) : UnaryModule
{
    private readonly Shape _kernelSize = NotNull(kernelSize);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating, or the sizes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is too small, or a ratio not between 0 and 1.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.FractionalMaxPool3d(NotNull(x), _kernelSize, outputSize, outputRatio);

    /// <summary>
    /// Computes the maxima and their indices, Int64, in the flattened spatial dimensions: the module with PyTorch's
    /// <c>return_indices=True</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The input is not floating, or the sizes do not fit together.</exception>
    public (Tensor Output, Tensor Indices) ForwardWithIndices(Tensor x) => IsHooked
        ? RunHooks(x, ForwardWithIndices)
        : F.FractionalMaxPool3dWithIndices(NotNull(x), _kernelSize, outputSize, outputRatio);
}
