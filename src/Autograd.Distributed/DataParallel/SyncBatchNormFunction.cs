using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>The training pass of batch normalization over the batches of all ranks, and its derivative.</summary>
/// <remarks>
/// With x̂ = (x − mean)·invstd over the N values of a channel in all ranks, y = w·x̂ + b, and
/// ∂x = w·invstd·(g − Σg/N − x̂·Σ(g·x̂)/N), where the sums run over all ranks. Those for w and b stay this rank's own:
/// they are reduced as all gradients are.
/// </remarks>
internal sealed class SyncBatchNormFunction : Function
{
    private readonly BatchNormNd _layer;
    private readonly Replicas _replicas;
    private readonly double _momentum;
    private int[] _dims = [];
    private Shape _channels = Shape.Scalar;
    private double _count;

    private SyncBatchNormFunction(BatchNormNd layer, double momentum, Replicas replicas) =>
        (_layer, _momentum, _replicas) = (layer, momentum, replicas);

    public override string Name => "SyncBatchNorm";

    // The sums over the ranks are not recorded.
    protected internal override bool IsOnceDifferentiable => true;

    public static Tensor Run(BatchNormNd layer, Tensor x, double momentum, Replicas replicas)
    {
        var function = new SyncBatchNormFunction(layer, momentum, replicas);
        return layer is { Weight: { } weight, Bias: { } bias } ? function.Apply(x, weight, bias) : function.Apply(x);
    }

    protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
    {
        var x = inputs[0];
        _dims = [.. Enumerable.Range(0, x.NDim).Where(d => d != 1)];
        _channels = Shape.Create([.. Enumerable.Range(0, x.NDim).Select(d => d == 1 ? x.Shape[1] : 1)]);
        var (mean, variance) = Statistics(x);
        if (_count <= 1)
            throw new ArgumentException(
                $"SyncBatchNorm: {_count} values for each channel in all {_replicas.Size} ranks, of which this one has an input of shape "
                + $"{x.Shape}; the variance while training would be 0: pass more samples, or call Eval() first");
        UpdateRunning(mean, variance);
        var invStd = (variance + _layer.Eps).Pow(-0.5).To(x.DType);
        (mean, var xHat) = (mean.To(x.DType), x);
        xHat = (x - mean.Reshape(_channels)) * invStd.Reshape(_channels);
        if (inputs.Length == 1)
        {
            context.SaveForBackward(x, mean, invStd);
            return xHat;
        }

        context.SaveForBackward(x, mean, invStd, inputs[1]);
        return (xHat * inputs[1].Reshape(_channels)) + inputs[2].Reshape(_channels);
    }

    protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad)
    {
        var saved = context.SavedTensors;
        var (x, mean, invStd) = (saved[0], saved[1].Reshape(_channels), saved[2].Reshape(_channels));
        var xHat = (x - mean) * invStd;
        var (sum, dot) = (grad.Sum(_dims), (grad * xHat).Sum(_dims));
        var all = _replicas.Gather(Tensor.Cat([sum.To(DType.Float64), dot.To(DType.Float64)], dim: 0)).Sum(0) / _count;
        var (meanGrad, meanDot) = (all[..sum.Numel].To(x.DType).Reshape(_channels), all[sum.Numel..].To(x.DType).Reshape(_channels));
        var dx = (grad - meanGrad - (xHat * meanDot)) * invStd;
        return saved.Count == 3 ? [dx] : [dx * saved[3].Reshape(_channels), dot, sum];
    }

    /// <summary>The mean and the biased variance of each channel over all ranks, in Float64.</summary>
    private (Tensor Mean, Tensor Variance) Statistics(Tensor x)
    {
        var channels = x.Shape[1];
        double count = channels == 0 ? 0 : x.Numel / channels;
        var (ownMean, ownSquares) = count > 0
            ? (x.Mean(_dims).To(DType.Float64), x.Var(_dims, correction: 0).To(DType.Float64) * count)
            : (Tensor.Zeros([channels], DType.Float64), Tensor.Zeros([channels], DType.Float64));
        var all = _replicas.Gather(Tensor.Cat([ownMean, ownSquares, Tensor.Full([1], count, DType.Float64)], dim: 0));
        var counts = all[.., (2 * channels)..];
        var means = all[.., ..channels];
        _count = counts.Sum().Item();
        if (_count <= 1) return (ownMean, ownSquares);
        var mean = (means * counts).Sum(0) / _count;
        var squares = all[.., channels..(2 * channels)] + (counts * (means - mean).Square());
        return (mean, squares.Sum(0) / _count);
    }

    private void UpdateRunning(Tensor mean, Tensor variance)
    {
        _layer.RunningMean?.LerpInPlace(mean.To(_layer.RunningMean.DType), _momentum);
        _layer.RunningVar?.LerpInPlace((variance * (_count / (_count - 1))).To(_layer.RunningVar.DType), _momentum);
    }
}
