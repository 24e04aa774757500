namespace Autograd.NN;

/// <summary>A <see cref="InstanceNorm3d"/> whose numFeatures are the channels of its first input.</summary>
/// <remarks>As in PyTorch it has parameters and running statistics by default, unlike the layer that it becomes.</remarks>
/// <param name="eps">ε, the term added to the variance.</param>
/// <param name="momentum">The weight of the newest statistics in the running ones; null counts as 0.</param>
/// <param name="affine">True if the layer has a weight and a bias.</param>
/// <param name="trackRunningStats">True to normalize with running statistics in evaluation.</param>
/// <param name="dtype">The parameters' floating type.</param>
/// <exception cref="ArgumentException">The type is not floating.</exception>
public sealed class LazyInstanceNorm3d(
    double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true, DType dtype = DType.Float32)
    : InstanceNormNd("LazyInstanceNorm3d", 3, "(N, C, D, H, W) or (C, D, H, W)", null, eps, momentum, affine, trackRunningStats, dtype), ILazyModule
{
    /// <inheritdoc/>
    public bool HasUninitializedParams => LacksParameters;
}
