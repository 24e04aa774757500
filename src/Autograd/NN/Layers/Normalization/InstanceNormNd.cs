namespace Autograd.NN;

/// <summary>
/// The base class of <see cref="InstanceNorm1d"/>, <see cref="InstanceNorm2d"/> and <see cref="InstanceNorm3d"/>; see
/// <see cref="F.InstanceNorm"/>.
/// </summary>
/// <remarks>
/// It normalizes with the statistics of each sample; in evaluation with the running ones, if it tracks them.
/// </remarks>
public abstract class InstanceNormNd : NormBase
{
    private readonly int _rank;
    private readonly string _shapes;

    private protected InstanceNormNd(
        string name, int rank, string shapes, int? numFeatures, double eps, double? momentum, bool affine, bool trackRunningStats,
        DType dtype)
        : base(name, numFeatures, eps, momentum, affine, trackRunningStats, dtype) => (_rank, _shapes) = (rank, shapes);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The input has other dimensions, one position only, or other channels than the weight or the running statistics.
    /// </exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        InitializeIfNeeded(x);
        if (IsHooked) return Hooked(x);
        var channels = ChannelsOf(x);
        if ((Affine || TrackRunningStats) && channels != NumFeatures)
            throw new ArgumentException($"{Name}: {channels} channels of an input of shape {x.Shape}; it must have {NumFeatures}");
        var isBatch = x.NDim == _rank + 2;
        var result = Tensor.InstanceNorm(
            Name, isBatch ? x : x.Unsqueeze(0), RunningMean, RunningVar, Weight, Bias, IsTraining || !TrackRunningStats, Momentum ?? 0, Eps);
        return isBatch ? result : result.Squeeze(0);
    }

    private protected override int ChannelsOf(Tensor x) => x.NDim == _rank + 1 || x.NDim == _rank + 2
        ? x.Shape[x.NDim - _rank - 1]
        : throw new ArgumentException($"{Name}: an input of shape {x.Shape}; it must be {_shapes}");
}
