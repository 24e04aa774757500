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

    /// <summary>A contiguous copy that is part of no graph.</summary>
    internal Tensor CopyData()
    {
        var result = Uninitialized(_shape, _dtype);
        switch (_dtype.ItemSize())
        {
            case 1: CopyDataTo<byte>(result); break;
            case 2: CopyDataTo<short>(result); break;
            case 4: CopyDataTo<int>(result); break;
            default: CopyDataTo<long>(result); break;
        }

        return result;
    }

    private void CopyDataTo<T>(Tensor target) where T : unmanaged
    {
        if (IsContiguous && !ParallelFor.ShouldSplit(Numel)) Apply<T, T, CopyKernel<T>>(default, this, target);
        else CopyInParts<T>(target);
    }

    private void CopyInParts<T>(Tensor target) where T : unmanaged
    {
        using var data = target.Write();
        WriteTo(data.Span<T>());
    }

    /// <summary>Copies the elements, whatever they stand for, in row-major order.</summary>
    private void WriteTo<T>(Span<T> target) where T : unmanaged
    {
        using var data = Read();
        if (IsContiguous) ParallelElementwise.Unary<T, T, CopyKernel<T>>(default, data.Span<T>(), target);
        else Strided.Gather<T>(data.Buffer<T>(), _offset, _shape.Sizes, _strides, target);
    }

    private sealed class CloneNode : Node
    {
        public CloneNode(Tensor input) => Connect(0, input);

        public override string Name => "CloneBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad);
    }
}
