namespace Autograd.NN;

/// <summary>
/// The base class of <see cref="AdaptiveMaxPool1d"/>, <see cref="AdaptiveMaxPool2d"/> and <see cref="AdaptiveMaxPool3d"/>.
/// </summary>
public abstract class AdaptiveMaxPoolNd : AdaptivePoolNd
{
    private protected AdaptiveMaxPoolNd(string name, int rank, params int?[] outputSize)
        : base(name, rank, outputSize)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not floating, or of another number of dimensions.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : Tensor.AdaptiveMaxPool(Name, Rank, NotNull(x), OutputSize).Output;

    /// <summary>
    /// Computes the maxima and their indices, Int64, in the flattened spatial dimensions: the module with PyTorch's
    /// <c>return_indices=True</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The input is not floating, or of another number of dimensions.</exception>
    public (Tensor Output, Tensor Indices) ForwardWithIndices(Tensor x)
    {
        if (IsHooked) return RunHooks(x, ForwardWithIndices);
        var (output, indices) = Tensor.AdaptiveMaxPool(Name, Rank, NotNull(x), OutputSize);
        return (output, indices.To(DType.Int64));
    }
}
