using System.Numerics;
using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>m ← m + weight·(x − m), in one pass where the memory allows it.</summary>
internal static class RunningMean
{
    public static void Update(Tensor mean, Tensor value, double weight)
    {
        if (!mean.DType.IsFloatingPoint())
        {
            mean.CopyInPlace(mean.Double() + (weight * (value.Double() - mean.Double())));
            return;
        }

        if (mean.DType != value.DType || mean.DType.IsReducedFloatingPoint() || !mean.IsContiguous || !value.IsContiguous || mean.SharesStorage(value))
            mean.LerpInPlace(value, weight);
        else if (mean.DType == DType.Float32) Run<float>(mean, value, weight);
        else Run<double>(mean, value, weight);
    }

    private static void Run<T>(Tensor mean, Tensor value, double weight) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var meanData = mean.Write();
        using var valueData = value.Read();
        Kernels.Update.Run(meanData.Span<T>(), valueData.Span<T>(), [], [], [], new LerpRule<T>(weight));
        mean.MarkWritten();
    }
}
