namespace Autograd.NN;

/// <summary>
/// The base class of <see cref="BatchNorm1d"/>, <see cref="BatchNorm2d"/> and <see cref="BatchNorm3d"/>; see
/// <see cref="F.BatchNorm"/>.
/// </summary>
/// <remarks>
/// While training it normalizes with the statistics of the batch and updates the running ones. In evaluation it normalizes
/// with the running ones, or with those of the batch if there are none.
/// </remarks>
public abstract class BatchNormNd : NormBase, IRunningStatistics
{
    private readonly int _least;
    private readonly int _most;
    private readonly string _shapes;

    private protected BatchNormNd(
        string name, (int Least, int Most) dims, string shapes, int? numFeatures, double eps, double? momentum, bool affine,
        bool trackRunningStats, DType dtype)
        : base(name, numFeatures, eps, momentum, affine, trackRunningStats, dtype) =>
        ((_least, _most), _shapes) = (dims, shapes);

    /// <summary>
    /// Computes the result while training, and updates the running statistics with the momentum that is given; null for
    /// the statistics of this process's batch alone.
    /// </summary>
    internal Func<BatchNormNd, Tensor, double, Tensor>? TrainingForward { get; set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The input has other dimensions or channels, or one value for each channel while training.
    /// </exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        InitializeIfNeeded(x);
        if (IsHooked) return Hooked(x);
        if (ChannelsOf(x) != NumFeatures)
            throw new ArgumentException($"{Name}: {x.Shape[1]} channels of an input of shape {x.Shape}; it must have {NumFeatures}");
        var usesBatch = IsTraining || RunningMean is null;
        if (IsTraining && RunningMean is null && TrainingForward is not null) return TrainingForward(this, x, 0);
        if (!IsTraining || RunningMean is null)
            return Tensor.BatchNorm(Name, x, RunningMean, RunningVar, Weight, Bias, usesBatch, 0, Eps);
        var momentum = Momentum ?? 1 / (NumBatchesTracked!.Item() + 1);
        var result = TrainingForward is not null
            ? TrainingForward(this, x, momentum)
            : Tensor.BatchNorm(Name, x, RunningMean, RunningVar, Weight, Bias, true, momentum, Eps);
        NumBatchesTracked!.AddInPlace(1);
        return result;
    }

    private protected override int ChannelsOf(Tensor x) => x.NDim >= _least && x.NDim <= _most
        ? x.Shape[1]
        : throw new ArgumentException($"{Name}: an input of shape {x.Shape}; it must be {_shapes}");
}
