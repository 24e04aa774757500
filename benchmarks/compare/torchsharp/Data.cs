using Autograd;

namespace TorchSharpWorker;

/// <summary>The numbers that a workload begins with, the same as on the other side.</summary>
internal static class Data
{
    public static Tensor Normal(params long[] shape)
    {
        manual_seed(0);
        return randn(shape);
    }

    public static Tensor Leaf(params long[] shape) => Normal(shape).requires_grad_();

    /// <summary>The rows of a table that are looked up, drawn after the table as on the other side.</summary>
    public static Tensor Index(int count, int vocabulary, int width)
    {
        Sizes.Normal(vocabulary, width);
        return Copy(Autograd.Tensor.RandInt(0, vocabulary, [count]));
    }

    /// <summary>A tensor of ours, such as NumPy's random numbers, copied.</summary>
    public static Tensor Copy(Autograd.Tensor ours)
    {
        long[] shape = [.. ours.Shape.ToArray()];
        if (ours.DType == DType.Float32) return tensor(ours.ToArray<float>(), shape);
        if (ours.DType == DType.Float64) return tensor(ours.ToArray<double>(), shape);
        return tensor(ours.Long().ToArray<long>(), shape);
    }
}
