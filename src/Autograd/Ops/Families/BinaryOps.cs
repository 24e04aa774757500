using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>The operands that a gradient formula reads.</summary>
[Flags]
internal enum Operands
{
    None = 0,
    A = 1,
    B = 2,
    Both = A | B,
    C = 4,
}

/// <summary>
/// An elementwise operation of two tensors that broadcast: its name, formula and derivatives. Constants are fields of
/// the struct. <see cref="Tensor.Binary{TOp}"/> applies it to every number type, <see cref="Tensor.FloatBinary{TOp}"/>
/// to floating types.
/// </summary>
internal interface IBinaryOp<TSelf> : IBinaryFormula, IElementwiseOp
    where TSelf : struct, IBinaryOp<TSelf>
{
    /// <summary>The name of the method, with which messages begin.</summary>
    static abstract string Name { get; }

    /// <summary>
    /// The node's name, as in PyTorch's <c>grad_fn</c>; overridden if it is not that of the operation.
    /// </summary>
    static virtual string NodeName => TSelf.Name + "Backward0";

    /// <summary>The operands that <see cref="BackwardA"/> reads; the others are passed as null.</summary>
    static abstract Operands NeededForA { get; }

    /// <summary>The operands that <see cref="BackwardB"/> reads; the others are passed as null.</summary>
    static abstract Operands NeededForB { get; }

    /// <summary>
    /// The result for two Bool tensors, or null if the operation is not defined for them; Bool has no number type.
    /// </summary>
    static virtual Tensor? OnBools(Tensor a, Tensor b) => null;

    /// <summary>
    /// Applies the operation to contiguous memory; an operand of one element is broadcast; y may be either operand.
    /// Overridden by an operation whose formula alone does not give every result.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void Forward<T>(TSelf op, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> =>
        Formula.Apply(op, a, b, y);

    /// <summary>The gradient of the first operand, in the shape of the output.</summary>
    Tensor BackwardA(Tensor grad, Tensor a, Tensor b);

    /// <summary>The gradient of the second operand, in the shape of the output.</summary>
    Tensor BackwardB(Tensor grad, Tensor a, Tensor b);
}

public sealed partial class Tensor
{
    /// <summary>
    /// Applies an operation to numbers of any type. The operands are promoted to one type, which is that of the result.
    /// </summary>
    private static Tensor Binary<TOp>(Tensor a, Tensor b, TOp op = default) where TOp : struct, IBinaryOp<TOp>
    {
        var dtype = a._dtype == b._dtype ? a._dtype : DTypes.ResultType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        var x = a._dtype == dtype ? a : a.To(dtype);
        var y = b._dtype == dtype ? b : b.To(dtype);
        Tensor result;
        if (dtype == DType.Float32) result = Zip<TOp, float>(op, x, y);
        else if (dtype == DType.Bool)
            result = TOp.OnBools(x, y) ?? throw new ArgumentException(
                $"{TOp.Name}: not defined for two Bool tensors; convert one with To(DType.Int64), or use the operators & | ^");
        else if (dtype.IsReducedFloatingPoint()) result = ZipReduced(op, x, y);
        else result = x.OnNumbers<BinaryAction<TOp>, Tensor>(TOp.Name, new BinaryAction<TOp>(op, y));
        if (AnyRecorded(x, y)) BinaryNodeOf(op, x, y).SetHistory(result);
        return result;
    }

    /// <summary>Applies an operation to floating numbers; integers and bools become Float32 first.</summary>
    private static Tensor FloatBinary<TOp>(Tensor a, Tensor b, TOp op = default) where TOp : struct, IBinaryOp<TOp>
    {
        var dtype = a._dtype == b._dtype ? a._dtype : DTypes.ResultType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        if (!dtype.IsFloatingPoint()) dtype = DType.Float32;
        var x = a._dtype == dtype ? a : a.To(dtype);
        var y = b._dtype == dtype ? b : b.To(dtype);
        var result = dtype == DType.Float32 ? Zip<TOp, float>(op, x, y)
            : dtype == DType.Float64 ? Zip<TOp, double>(op, x, y)
            : ZipReduced(op, x, y);
        if (AnyRecorded(x, y)) BinaryNodeOf(op, x, y).SetHistory(result);
        return result;
    }

    private static Tensor Zip<TOp, T>(TOp op, Tensor a, Tensor b)
        where TOp : struct, IBinaryOp<TOp>
        where T : unmanaged, INumber<T> =>
        Zip<T, T, BinaryKernel<TOp, T>>(TOp.Name, new BinaryKernel<TOp, T>(op), a, b);

    /// <summary>The results for a floating type of 16 bits: computed in Float32 and rounded once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor ZipReduced<TOp>(TOp op, Tensor a, Tensor b) where TOp : struct, IBinaryOp<TOp>
    {
        var kernel = new BinaryKernel<TOp, float>(op);
        return a._dtype == DType.Float16
            ? Zip<System.Half, System.Half, HalfBinaryKernel<System.Half, BinaryKernel<TOp, float>>>(TOp.Name, new(kernel), a, b)
            : Zip<BFloat16, BFloat16, HalfBinaryKernel<BFloat16, BinaryKernel<TOp, float>>>(TOp.Name, new(kernel), a, b);
    }

    /// <summary>A new contiguous tensor of a kernel's results on two broadcast operands of one type.</summary>
    private static Tensor Zip<TIn, TOut, TKernel>(string name, TKernel kernel, Tensor a, Tensor b)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        var shape = Broadcasting.ResultShape(name, a._shape, b._shape);
        var result = Uninitialized<TOut>(shape);
        var n = shape.Numel;
        if (!a.IsContiguous || !b.IsContiguous || (a.Numel != n && a.Numel != 1) || (b.Numel != n && b.Numel != 1))
            ZipStrided<TIn, TOut, TKernel>(kernel, a, b, result);
        else if (ParallelFor.ShouldSplit(n)) ZipParallel<TIn, TOut, TKernel>(kernel, a, b, result);
        else Apply<TIn, TOut, TKernel>(kernel, a, b, result);
        return result;
    }

    /// <summary>Splits contiguous operands over threads.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ZipParallel<TIn, TOut, TKernel>(TKernel kernel, Tensor a, Tensor b, Tensor y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        using var aData = a.Read();
        using var bData = b.Read();
        using var yData = y.Write();
        ParallelElementwise.Binary(kernel, aData.Span<TIn>(), bData.Span<TIn>(), yData.Span<TOut>());
    }

    /// <summary>
    /// Handles operands of any strides and shapes. It is a method of its own, because a method that contains stackalloc
    /// takes longer to enter, even where the stackalloc is not reached.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ZipStrided<TIn, TOut, TKernel>(TKernel kernel, Tensor a, Tensor b, Tensor y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        var sizes = y._shape.Sizes;
        var rank = sizes.Length;
        Span<int> strides = stackalloc int[2 * rank];
        Broadcasting.ExpandStrides(a._shape.Sizes, a._strides, sizes, strides[..rank]);
        Broadcasting.ExpandStrides(b._shape.Sizes, b._strides, sizes, strides[rank..]);
        using var aData = a.Read();
        using var bData = b.Read();
        using var yData = y.Write();
        Elementwise.Binary(
            kernel, aData.Buffer<TIn>(), a._offset, strides[..rank], bData.Buffer<TIn>(), b._offset, strides[rank..], sizes, yData.Span<TOut>());
    }

    private readonly struct BinaryAction<TOp>(TOp op, Tensor b) : INumberAction<Tensor> where TOp : struct, IBinaryOp<TOp>
    {
        public Tensor Invoke<T>(Tensor a) where T : unmanaged, INumber<T> => Zip<TOp, T>(op, a, b);
    }

    private readonly struct BinaryKernel<TOp, T>(TOp op) : IBinaryKernel<T, T>
        where TOp : struct, IBinaryOp<TOp>
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TOp.Forward(op, a, b, y);
    }

    private static Node BinaryNodeOf<TOp>(TOp op, Tensor a, Tensor b) where TOp : struct, IBinaryOp<TOp> =>
        (TOp.NeededForA | TOp.NeededForB) == Operands.None && !HasConstants<TOp>()
            ? new BinaryNode<TOp>(a, b)
            : new SavingBinaryNode<TOp>(op, a, b);

    /// <summary>
    /// The node of an operation that saves nothing and has no constants; <see cref="SavingBinaryNode{TOp}"/> saves both
    /// operands.
    /// </summary>
    private class BinaryNode<TOp> : Node where TOp : struct, IBinaryOp<TOp>
    {
        public BinaryNode(Tensor a, Tensor b)
        {
            InputCount = 2;
            Connect(0, a);
            Connect(1, b);
        }

        public override string Name => TOp.NodeName;

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.Set(0, default(TOp).BackwardA(grad, null!, null!));
            if (inputs.Needs(1)) inputs.Set(1, default(TOp).BackwardB(grad, null!, null!));
        }
    }

    private sealed class SavingBinaryNode<TOp> : BinaryNode<TOp> where TOp : struct, IBinaryOp<TOp>
    {
        private SavedTensor _a;
        private SavedTensor<TOp> _b;

        public SavingBinaryNode(TOp op, Tensor a, Tensor b)
            : base(a, b)
        {
            var needed = (IsConnected(0) ? TOp.NeededForA : 0) | (IsConnected(1) ? TOp.NeededForB : 0);
            if ((needed & Operands.A) != 0) _a = new SavedTensor(a);
            _b = new SavedTensor<TOp>((needed & Operands.B) != 0 ? new SavedTensor(b) : default, op);
        }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.Set(0, _b.Op.BackwardA(grad, UnpackA(TOp.NeededForA), UnpackB(TOp.NeededForA)));
            if (inputs.Needs(1)) inputs.Set(1, _b.Op.BackwardB(grad, UnpackA(TOp.NeededForB), UnpackB(TOp.NeededForB)));
        }

        internal override void Preserve(Tensor overwritten)
        {
            _a.Preserve(overwritten);
            _b.Preserve(overwritten);
        }

        internal override void Release()
        {
            _a.Release();
            _b.Release();
        }

        private Tensor UnpackA(Operands needed) => (needed & Operands.A) != 0 ? _a.Unpack(this) : null!;

        private Tensor UnpackB(Operands needed) => (needed & Operands.B) != 0 ? _b.Unpack(this) : null!;
    }
}
