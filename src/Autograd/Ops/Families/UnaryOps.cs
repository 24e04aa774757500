using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>The tensor that an elementwise operation saves for its backward pass.</summary>
internal enum Saves
{
    Nothing,
    Input,
    Output,
}

/// <summary>
/// An elementwise operation of one tensor: its name, formula and derivative. Constants, such as a slope or a bound, are
/// fields of the struct. <see cref="Tensor.Unary{TOp}"/> applies it to every number type,
/// <see cref="Tensor.FloatUnary{TOp}"/> to floating types.
/// </summary>
internal interface IUnaryOp<TSelf> : IUnaryFormula, IElementwiseOp
    where TSelf : struct, IUnaryOp<TSelf>
{
    /// <summary>The name of the method, with which messages begin.</summary>
    static abstract string Name { get; }

    /// <summary>
    /// The node's name, as in PyTorch's <c>grad_fn</c>; overridden if it is not that of the operation.
    /// </summary>
    static virtual string NodeName => TSelf.Name + "Backward0";

    /// <summary>The tensor that is passed to <see cref="Backward"/>.</summary>
    static abstract Saves Saves { get; }

    /// <summary>
    /// Applies the operation to contiguous memory; y may be x. Overridden by an operation whose formula alone does not
    /// give every result.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void Forward<T>(TSelf op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => Formula.Apply(op, x, y);

    /// <summary>The cost of an element in additions. An expensive operation uses threads for fewer elements.</summary>
    static virtual int Cost => 1;

    /// <summary>The gradient of the input, from the gradient of the output and the saved tensor.</summary>
    Tensor Backward(Tensor grad, Tensor saved);
}

public sealed partial class Tensor
{
    /// <summary>Applies an operation to numbers of any type; the result has the same type.</summary>
    private Tensor Unary<TOp>(TOp op = default) where TOp : struct, IUnaryOp<TOp>
    {
        var result = _dtype == DType.Float32 ? Map<TOp, float>(op)
            : _dtype.IsReducedFloatingPoint() ? MapReduced(op)
            : OnNumbers<UnaryAction<TOp>, Tensor>(TOp.Name, new UnaryAction<TOp>(op));
        if (IsRecorded) UnaryNodeOf(op, this, result).SetHistory(result);
        return result;
    }

    /// <summary>Applies an operation to floating numbers; integers and bools become Float32 first.</summary>
    private Tensor FloatUnary<TOp>(TOp op = default) where TOp : struct, IUnaryOp<TOp>
    {
        Tensor result;
        if (_dtype == DType.Float32) result = Map<TOp, float>(op);
        else if (_dtype == DType.Float64) result = Map<TOp, double>(op);
        else if (_dtype.IsReducedFloatingPoint()) result = MapReduced(op);
        else return To(DType.Float32).FloatUnary(op);
        if (IsRecorded) UnaryNodeOf(op, this, result).SetHistory(result);
        return result;
    }

    /// <summary>A new contiguous tensor of an operation's results.</summary>
    private Tensor Map<TOp, T>(TOp op)
        where TOp : struct, IUnaryOp<TOp>
        where T : unmanaged, INumber<T>
    {
        if (!IsContiguous || ParallelFor.ShouldSplit((long)Numel * TOp.Cost))
            return Map<T, T, UnaryKernel<TOp, T>>(new UnaryKernel<TOp, T>(op), TOp.Cost);
        var result = Uninitialized<T>(_shape);
        Apply<T, T, UnaryKernel<TOp, T>>(new UnaryKernel<TOp, T>(op), this, result);
        return result;
    }

    /// <summary>The results for a floating type of 16 bits: computed in Float32 and rounded once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Tensor MapReduced<TOp>(TOp op) where TOp : struct, IUnaryOp<TOp>
    {
        var kernel = new UnaryKernel<TOp, float>(op);
        return _dtype == DType.Float16
            ? Map<System.Half, System.Half, HalfUnaryKernel<System.Half, UnaryKernel<TOp, float>>>(new(kernel), TOp.Cost)
            : Map<BFloat16, BFloat16, HalfUnaryKernel<BFloat16, UnaryKernel<TOp, float>>>(new(kernel), TOp.Cost);
    }

    /// <summary>
    /// A new contiguous tensor of a kernel's results, for tensors of any size and strides: large ones are split over
    /// threads, and strided ones are computed in tiles.
    /// </summary>
    private Tensor Map<TIn, TOut, TKernel>(TKernel kernel, int cost = 1)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        // Tiles are not split over threads.
        if (cost > 1 && !IsContiguous) return ExpandContiguous(_shape).Map<TIn, TOut, TKernel>(kernel, cost);
        var result = Uninitialized<TOut>(_shape);
        using var resultData = result.Write();
        MapTo<TIn, TOut, TKernel>(kernel, resultData.Span<TOut>(), cost);
        return result;
    }

    /// <summary>Writes a kernel's results in row-major order to the caller's memory.</summary>
    private void MapTo<TIn, TOut, TKernel>(TKernel kernel, Span<TOut> y, int cost = 1)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        using var data = Read();
        if (IsContiguous) ParallelElementwise.Unary(kernel, data.Span<TIn>(), y, cost);
        else Elementwise.Unary(kernel, data.Buffer<TIn>(), _offset, _shape.Sizes, _strides, y);
    }

    private readonly struct UnaryAction<TOp>(TOp op) : INumberAction<Tensor> where TOp : struct, IUnaryOp<TOp>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T> => x.Map<TOp, T>(op);
    }

    private readonly struct UnaryKernel<TOp, T>(TOp op) : IUnaryKernel<T, T>
        where TOp : struct, IUnaryOp<TOp>
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ReadOnlySpan<T> x, Span<T> y) => TOp.Forward(op, x, y);
    }

    private static Node UnaryNodeOf<TOp>(TOp op, Tensor input, Tensor output) where TOp : struct, IUnaryOp<TOp>
    {
        if (TOp.Saves != Saves.Nothing) return new SavingUnaryNode<TOp>(op, input, output);
        return HasConstants<TOp>() ? new ConstantUnaryNode<TOp>(op, input) : new UnaryNode<TOp>(input);
    }

    /// <summary>True if an operation has fields: the size of a struct without fields is one byte.</summary>
    private static bool HasConstants<TOp>() where TOp : struct => Unsafe.SizeOf<TOp>() > 1;

    /// <summary>
    /// The node of an operation that saves nothing and has no constants; the derived nodes hold a saved tensor or the
    /// constants.
    /// </summary>
    private class UnaryNode<TOp> : Node where TOp : struct, IUnaryOp<TOp>
    {
        public UnaryNode(Tensor input) => Connect(0, input);

        public override string Name => TOp.NodeName;

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, default(TOp).Backward(grad, grad));
    }

    private sealed class ConstantUnaryNode<TOp>(TOp op, Tensor input) : UnaryNode<TOp>(input) where TOp : struct, IUnaryOp<TOp>
    {
        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, op.Backward(grad, grad));
    }

    private sealed class SavingUnaryNode<TOp>(TOp op, Tensor input, Tensor output) : UnaryNode<TOp>(input) where TOp : struct, IUnaryOp<TOp>
    {
        private SavedTensor<TOp> _saved = new(new SavedTensor(TOp.Saves == Saves.Input ? input : output), op);

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, _saved.Op.Backward(grad, _saved.Unpack(this)));

        internal override void Preserve(Tensor overwritten) => _saved.Preserve(overwritten);

        internal override void Release() => _saved.Release();
    }
}
