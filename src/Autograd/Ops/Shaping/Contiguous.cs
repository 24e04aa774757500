using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns this tensor if its elements are in row-major order in memory, otherwise a contiguous copy.
    /// </summary>
    /// <remarks>Gradient: g.</remarks>
    public Tensor Contiguous() => IsContiguous ? this : Clone();

    /// <summary>Returns a contiguous copy with its own memory, which is recorded.</summary>
    /// <remarks>Gradient: g.</remarks>
    public Tensor Clone()
    {
        var copy = CopyData();
        if (IsRecorded) new CloneNode(this).SetHistory(copy);
        return copy;
    }

    /// <summary>Returns a contiguous copy that is not recorded.</summary>
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
        else CopyLargeOrStrided<T>(target);
    }

    private void CopyLargeOrStrided<T>(Tensor target) where T : unmanaged
    {
        using var data = target.Write();
        WriteTo(data.Span<T>());
    }

    /// <summary>
    /// Copies the elements in row-major order; only the size of <typeparamref name="T"/> matters, not its meaning.
    /// </summary>
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
