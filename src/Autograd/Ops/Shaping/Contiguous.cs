using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>This tensor if its elements lie in row-major order, or a copy in which they do.</summary>
    /// <remarks>Gradient: g.</remarks>
    public Tensor Contiguous() => IsContiguous ? this : Clone();

    /// <summary>A copy with memory of its own, contiguous, part of the graph.</summary>
    /// <remarks>Gradient: g.</remarks>
    public Tensor Clone()
    {
        var copy = CopyData();
        if (IsRecorded) new CloneNode(this).Produce(copy);
        return copy;
    }

    private Tensor CopyData() => _dtype.ItemSize() switch
    {
        1 when _dtype == DType.Bool => Map<bool, bool, CopyKernel<bool>>(_dtype),
        1 when _dtype == DType.UInt8 => Map<byte, byte, CopyKernel<byte>>(_dtype),
        1 => Map<sbyte, sbyte, CopyKernel<sbyte>>(_dtype),
        2 => Map<short, short, CopyKernel<short>>(_dtype),
        4 when _dtype == DType.Float32 => Map<float, float, CopyKernel<float>>(_dtype),
        4 => Map<int, int, CopyKernel<int>>(_dtype),
        _ when _dtype == DType.Float64 => Map<double, double, CopyKernel<double>>(_dtype),
        _ => Map<long, long, CopyKernel<long>>(_dtype),
    };

    private sealed class CloneNode : Node
    {
        public CloneNode(Tensor input) => Connect(0, input);

        public override string Name => "CloneBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad);
    }
}
