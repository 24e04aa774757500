namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.LpPool2d"/> and its siblings.</summary>
    internal static Tensor LpPool(
        string op, int rank, Tensor input, double normType, Shape kernelSize, Shape? stride, bool ceilMode)
    {
        var average = AvgPool(op, rank, input.Pow(normType), kernelSize, stride, null, ceilMode, countIncludePad: true, null);
        var count = 1.0;
        foreach (var size in SpatialNumbers.Of(op, "kernelSize", kernelSize.Sizes, rank, 1)) count *= size;

        // A sum of odd powers below 0 has no root, and becomes 0.
        return (average.Sign() * average.Abs().Relu() * count).Pow(1 / normType);
    }
}
