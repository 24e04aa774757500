namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.BatchNorm"/>; <paramref name="op"/> is the function or module to name.</summary>
    internal static Tensor BatchNorm(
        string op, Tensor input, Tensor? runningMean, Tensor? runningVar, Tensor? weight, Tensor? bias, bool training, double momentum,
        double eps)
    {
        var channels = CheckChannels(op, input, weight, bias);
        CheckRunning(op, runningMean, runningVar, channels, isNeeded: !training);
        var values = channels == 0 ? 0 : input.Numel / channels;
        if (training && values == 1)
            throw new ArgumentException(
                $"{op}: one value for each channel of an input of shape {input._shape}, whose variance while training would be 0; "
                + "pass more samples, or call Eval() first");
        var groups = new Kernels.ChannelGroups(input._shape[0], channels, SpatialSize(input), 1, true);
        if (!training) return ChannelNorm(input, weight, bias, groups, eps, runningMean, runningVar).Result;
        var hasRunning = runningMean is not null || runningVar is not null;
        var (result, means, variances) = ChannelNorm(input, weight, bias, groups, eps, null, null, hasRunning);
        if (values > 0) UpdateRunning(runningMean, runningVar, means, variances, values, momentum);
        return result;
    }

    /// <summary>Implements <see cref="NN.F.InstanceNorm"/>.</summary>
    internal static Tensor InstanceNorm(
        string op, Tensor input, Tensor? runningMean, Tensor? runningVar, Tensor? weight, Tensor? bias, bool useInputStats,
        double momentum, double eps)
    {
        var channels = CheckChannels(op, input, weight, bias);
        CheckRunning(op, runningMean, runningVar, channels, isNeeded: !useInputStats);
        var (samples, size) = (input._shape[0], SpatialSize(input));
        if (!useInputStats)
            return ChannelNorm(input, weight, bias, new(samples, channels, size, 1, true), eps, runningMean, runningVar).Result;
        if (size == 1)
            throw new ArgumentException(
                $"{op}: one spatial element in an input of shape {input._shape}, whose variance would be 0; pass more, or useInputStats: false");
        var hasRunning = runningMean is not null || runningVar is not null;
        var (result, means, variances) = ChannelNorm(
            input, weight, bias, new(samples, channels, size, 1, false), eps, null, null, hasRunning);
        if (!hasRunning || input.Numel == 0) return result;
        var instances = Shape.Create(samples, channels);
        UpdateRunning(
            runningMean, runningVar, means.ReshapeTo(instances).Mean(0), variances!.ReshapeTo(instances).Mean(0), size, momentum);
        return result;
    }

    /// <summary>Implements <see cref="NN.F.GroupNorm"/>.</summary>
    internal static Tensor GroupNorm(string op, Tensor input, int numGroups, Tensor? weight, Tensor? bias, double eps)
    {
        if (numGroups < 1)
            throw new ArgumentOutOfRangeException(nameof(numGroups), $"{op}: numGroups is {numGroups}; it must be 1 or more");
        var channels = CheckChannels(op, input, weight, bias);
        if (channels % numGroups != 0)
            throw new ArgumentException(
                $"{op}: {channels} channels of an input of shape {input._shape} for numGroups {numGroups}; they must be a multiple of it");
        var (perGroup, size) = (channels / numGroups, SpatialSize(input));
        if (perGroup * input._shape[0] == 1 && size == 1)
            throw new ArgumentException(
                $"{op}: one value for each group of an input of shape {input._shape}, whose variance would be 0; use fewer groups");
        var groups = new Kernels.ChannelGroups(input._shape[0], channels, size, Math.Max(perGroup, 1), false);
        return ChannelNorm(input, weight, bias, groups, eps, null, null, isGroupNorm: true).Result;
    }

    /// <summary>The elements of one channel of one sample.</summary>
    private static int SpatialSize(Tensor input)
    {
        var size = 1;
        foreach (var length in input._shape.Sizes[2..]) size *= length;
        return size;
    }

    private static int CheckChannels(string op, Tensor input, Tensor? weight, Tensor? bias)
    {
        if (!input._dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: the input is {input._dtype}; it must be floating: convert with Float()");
        if (input.NDim < 2)
            throw new ArgumentException($"{op}: an input of shape {input._shape}; it must be (N, C, …)");
        var channels = input._shape[1];
        CheckPerChannel(op, "weight", weight, channels);
        CheckPerChannel(op, "bias", bias, channels);
        return channels;
    }

    private static void CheckPerChannel(string op, string name, Tensor? tensor, int channels)
    {
        if (tensor is not null && (tensor.NDim != 1 || tensor._shape[0] != channels))
            throw new ArgumentException(
                $"{op}: a {name} of shape {tensor._shape} for {channels} channels; it must be ({channels},)");
    }

    private static void CheckRunning(string op, Tensor? mean, Tensor? variance, int channels, bool isNeeded)
    {
        if (isNeeded && (mean is null || variance is null))
            throw new ArgumentException(
                $"{op}: no {(mean is null ? "runningMean" : "runningVar")} to normalize with; pass it, or normalize with the input's own statistics");
        CheckPerChannel(op, "runningMean", mean, channels);
        CheckPerChannel(op, "runningVar", variance, channels);
        if (mean is { } m && !m._dtype.IsFloatingPoint() || variance is { } v && !v._dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: running statistics of integers; they must be floating: convert with Float()");
    }

    /// <summary>Running ← (1 − momentum)·running + momentum·new, where the new variance is that with divisor n − 1.</summary>
    private static void UpdateRunning(
        Tensor? runningMean, Tensor? runningVar, Tensor means, Tensor? variances, int count, double momentum)
    {
        using var _ = GradMode.NoGrad();
        runningMean?.CopyInPlace(runningMean * (1 - momentum) + means * momentum);
        runningVar?.CopyInPlace(runningVar * (1 - momentum) + variances! * (momentum * count / (count - 1.0)));
    }

    private static (Tensor Result, Tensor Means, Tensor? Variances) ChannelNorm(
        Tensor input, Tensor? weight, Tensor? bias, Kernels.ChannelGroups groups, double eps, Tensor? mean, Tensor? variance,
        bool wantsVariances = false, bool isGroupNorm = false)
    {
        if (input._dtype.IsReducedFloatingPoint())
        {
            var wide = ChannelNorm(input.To(DType.Float32), weight, bias, groups, eps, mean, variance, wantsVariances, isGroupNorm);
            return (wide.Result.To(input._dtype), wide.Means, wide.Variances);
        }

        var w = weight?.To(input._dtype).Contiguous();
        var b = bias?.To(input._dtype).Contiguous();
        var isRecorded = input.IsRecorded || (w?.IsRecorded ?? false) || (b?.IsRecorded ?? false);
        var node = new ChannelNormNode(input, w, b, groups, eps, isRecorded, isGroupNorm);
        if (mean is not null) node.Give(mean.Detach(), variance!.Detach());
        var (result, variances) = input._dtype == DType.Float32
            ? node.Forward<float>(input, w, b, wantsVariances)
            : node.Forward<double>(input, w, b, wantsVariances);
        if (isRecorded) node.SetHistory(result);
        if (mean is not null && Tracing.Current is { } trace)
        {
            trace.Note(node, "givenMean", mean);
            trace.Note(node, "givenVariance", variance!);
        }

        return (result, node.Means, variances);
    }
}
