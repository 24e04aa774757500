namespace Autograd.NN;

/// <summary>Normalizes each channel over a batch of signals; see <see cref="F.BatchNorm"/>.</summary>
/// <remarks>Shapes: (N, C) or (N, C, L) → the same. <see cref="NormBase"/> says how the parameters are initialized.</remarks>
/// <param name="numFeatures">C, the number of channels.</param>
/// <param name="eps">ε, the term added to the variance.</param>
/// <param name="momentum">The weight of the newest statistics in the running ones; null for the mean of all.</param>
/// <param name="affine">True if the layer has a weight and a bias.</param>
/// <param name="trackRunningStats">False to normalize with the batch's statistics in evaluation too.</param>
/// <param name="dtype">The parameters' floating type.</param>
/// <exception cref="ArgumentOutOfRangeException">numFeatures is negative.</exception>
public sealed class BatchNorm1d(
    int numFeatures, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true,
    DType dtype = DType.Float32)
    : BatchNormNd("BatchNorm1d", (2, 3), "(N, C) or (N, C, L)", numFeatures, eps, momentum, affine, trackRunningStats, dtype);
