namespace Autograd.NN;

/// <summary>A <see cref="BatchNorm3d"/> whose numFeatures are the channels of its first input.</summary>
/// <param name="eps">ε, the term added to the variance.</param>
/// <param name="momentum">The weight of the newest statistics in the running ones; null for the mean of all.</param>
/// <param name="affine">True if the layer has a weight and a bias.</param>
/// <param name="trackRunningStats">False to normalize with the batch's statistics in evaluation too.</param>
/// <param name="dtype">The parameters' floating type.</param>
/// <exception cref="ArgumentException">The type is not floating.</exception>
public sealed class LazyBatchNorm3d(
    double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true, DType dtype = DType.Float32)
    : BatchNormNd("LazyBatchNorm3d", (5, 5), "(N, C, D, H, W)", null, eps, momentum, affine, trackRunningStats, dtype), ILazyModule
{
    /// <inheritdoc/>
    public bool HasUninitializedParams => LacksParameters;
}
