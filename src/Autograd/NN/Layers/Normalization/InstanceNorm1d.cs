namespace Autograd.NN;

/// <summary>Normalizes each channel of each of a batch of signals; see <see cref="F.InstanceNorm"/>.</summary>
/// <remarks>Shapes: (N, C, L) or (C, L) → the same. <see cref="NormBase"/> says how the parameters are initialized.</remarks>
/// <param name="numFeatures">C, the number of channels.</param>
/// <param name="eps">ε, the term added to the variance.</param>
/// <param name="momentum">The weight of the newest statistics in the running ones; null counts as 0.</param>
/// <param name="affine">True if the layer has a weight and a bias.</param>
/// <param name="trackRunningStats">True to normalize with running statistics in evaluation.</param>
/// <param name="dtype">The parameters' floating type.</param>
/// <exception cref="ArgumentOutOfRangeException">numFeatures is negative.</exception>
public sealed class InstanceNorm1d(
    int numFeatures, double eps = 1e-5, double? momentum = 0.1, bool affine = false, bool trackRunningStats = false,
    DType dtype = DType.Float32)
    : InstanceNormNd("InstanceNorm1d", 1, "(N, C, L) or (C, L)", numFeatures, eps, momentum, affine, trackRunningStats, dtype);
