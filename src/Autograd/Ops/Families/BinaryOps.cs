using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>Which operands a gradient formula reads.</summary>
[Flags]
internal enum Operands
{
    None = 0,
    A = 1,
    B = 2,
    Both = A | B,
    C = 4,
}

/// <summary>An elementwise operation of two tensors that broadcast: its name, its kernels and its derivatives, in one place.</summary>
internal interface IBinaryOp
{
    /// <summary>The operation's name, as in <c>NameBackward0</c>.</summary>
    static abstract string Name { get; }

    /// <summary>The operands that <see cref="BackwardA"/> reads; the others are handed as null.</summary>
    static abstract Operands NeededForA { get; }

    /// <summary>The operands that <see cref="BackwardB"/> reads; the others are handed as null.</summary>
    static abstract Operands NeededForB { get; }

    /// <summary>The gradient of the first operand, in the shape of the output.</summary>
    static abstract Tensor BackwardA(Tensor grad, Tensor a, Tensor b);

    /// <summary>The gradient of the second operand, in the shape of the output.</summary>
    static abstract Tensor BackwardB(Tensor grad, Tensor a, Tensor b);
}

/// <summary>A binary operation on every number type; the operands are promoted to one type, which the result has.</summary>
internal interface INumberBinaryOp : IBinaryOp
{
    /// <summary>The result for two Bool tensors, where the operation has one; there is no number type for them.</summary>
    static virtual Tensor? OnBools(Tensor a, Tensor b) => null;

    static abstract void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>;

    static abstract void Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T>;

    static abstract void Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>;
}

/// <summary>A binary operation on floating numbers; integers become Float32 first.</summary>
internal interface IFloatBinaryOp : IBinaryOp
{
    static abstract void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;

    static abstract void Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;

    static abstract void Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
}

public sealed partial class Tensor
{
    private static Tensor Binary<TOp>(Tensor a, Tensor b) where TOp : struct, INumberBinaryOp
    {
        var dtype = a._dtype == b._dtype ? a._dtype : DTypes.ResultType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        var x = a._dtype == dtype ? a : a.To(dtype);
        var y = b._dtype == dtype ? b : b.To(dtype);
        var result = dtype switch
        {
            DType.Float32 => Zip<float, float, NumberBinaryKernel<TOp, float>>(TOp.Name, x, y, dtype),
            DType.Float64 => Zip<double, double, NumberBinaryKernel<TOp, double>>(TOp.Name, x, y, dtype),
            DType.Int64 => Zip<long, long, NumberBinaryKernel<TOp, long>>(TOp.Name, x, y, dtype),
            DType.Int32 => Zip<int, int, NumberBinaryKernel<TOp, int>>(TOp.Name, x, y, dtype),
            DType.Int16 => Zip<short, short, NumberBinaryKernel<TOp, short>>(TOp.Name, x, y, dtype),
            DType.Int8 => Zip<sbyte, sbyte, NumberBinaryKernel<TOp, sbyte>>(TOp.Name, x, y, dtype),
            DType.UInt8 => Zip<byte, byte, NumberBinaryKernel<TOp, byte>>(TOp.Name, x, y, dtype),
            _ => TOp.OnBools(x, y) ?? throw new ArgumentException(
                $"{TOp.Name}: not defined for two Bool tensors; convert one with To(DType.Int64), or use the operators & | ^"),
        };
        if (AnyRecorded(x, y)) BinaryNodeOf<TOp>(x, y).Produce(result);
        return result;
    }

    private static Tensor FloatBinary<TOp>(Tensor a, Tensor b) where TOp : struct, IFloatBinaryOp
    {
        var dtype = a._dtype == b._dtype ? a._dtype : DTypes.ResultType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        if (!dtype.IsFloatingPoint()) dtype = DType.Float32;
        var x = a._dtype == dtype ? a : a.To(dtype);
        var y = b._dtype == dtype ? b : b.To(dtype);
        var result = dtype == DType.Float32
            ? Zip<float, float, FloatBinaryKernel<TOp, float>>(TOp.Name, x, y, dtype)
            : Zip<double, double, FloatBinaryKernel<TOp, double>>(TOp.Name, x, y, dtype);
        if (AnyRecorded(x, y)) BinaryNodeOf<TOp>(x, y).Produce(result);
        return result;
    }

    /// <summary>A new contiguous tensor of a kernel's results on two broadcast operands of one type.</summary>
    private static Tensor Zip<TIn, TOut, TKernel>(string op, Tensor a, Tensor b, DType dtype)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        var shape = Broadcasting.ResultShape(op, a._shape, b._shape);
        var result = Uninitialized<TOut>(shape);
        ZipTo<TIn, TOut, TKernel>(a, b, shape, result.Span<TOut>());
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        return result;
    }

    /// <summary>Writes a kernel's results on two broadcast operands in row-major order to memory of the caller's.</summary>
    private static void ZipTo<TIn, TOut, TKernel>(Tensor a, Tensor b, Shape shape, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        if (a.IsContiguous && b.IsContiguous)
        {
            if (a.Numel == y.Length && b.Numel == y.Length)
            {
                ParallelElementwise.Binary<TIn, TOut, TKernel>(a.Span<TIn>(), b.Span<TIn>(), y);
                return;
            }

            if (a.Numel == y.Length && b.Numel == 1)
            {
                TKernel.Invoke(a.Span<TIn>(), b.Span<TIn>()[0], y);
                return;
            }

            if (b.Numel == y.Length && a.Numel == 1)
            {
                TKernel.Invoke(a.Span<TIn>()[0], b.Span<TIn>(), y);
                return;
            }
        }

        ZipStretched<TIn, TOut, TKernel>(a, b, shape, y);
    }

    /// <summary>Operands of any strides and shapes. Apart, because room on the stack makes the whole method that takes it slower to enter.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ZipStretched<TIn, TOut, TKernel>(Tensor a, Tensor b, Shape shape, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        var rank = shape.Count;
        Span<int> strides = stackalloc int[2 * rank];
        Broadcasting.ExpandStrides(a._shape.Sizes, a._strides, shape.Sizes, strides[..rank]);
        Broadcasting.ExpandStrides(b._shape.Sizes, b._strides, shape.Sizes, strides[rank..]);
        Elementwise.Binary<TIn, TOut, TKernel>(
            a.Buffer<TIn>(), a._offset, strides[..rank], b.Buffer<TIn>(), b._offset, strides[rank..], shape.Sizes, y);
    }

    private readonly struct NumberBinaryKernel<TOp, T> : IBinaryKernel<T, T>
        where TOp : struct, INumberBinaryOp
        where T : unmanaged, INumber<T>
    {
        public static void Invoke(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TOp.Forward(a, b, y);

        public static void Invoke(ReadOnlySpan<T> a, T b, Span<T> y) => TOp.Forward(a, b, y);

        public static void Invoke(T a, ReadOnlySpan<T> b, Span<T> y) => TOp.Forward(a, b, y);
    }

    private readonly struct FloatBinaryKernel<TOp, T> : IBinaryKernel<T, T>
        where TOp : struct, IFloatBinaryOp
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static void Invoke(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TOp.Forward(a, b, y);

        public static void Invoke(ReadOnlySpan<T> a, T b, Span<T> y) => TOp.Forward(a, b, y);

        public static void Invoke(T a, ReadOnlySpan<T> b, Span<T> y) => TOp.Forward(a, b, y);
    }

    private static Node BinaryNodeOf<TOp>(Tensor a, Tensor b) where TOp : struct, IBinaryOp =>
        (TOp.NeededForA | TOp.NeededForB) == Operands.None ? new BinaryNode<TOp>(a, b) : new SavingBinaryNode<TOp>(a, b);

    /// <summary>An operation that saves nothing; others have room for both operands.</summary>
    private class BinaryNode<TOp> : Node where TOp : struct, IBinaryOp
    {
        public BinaryNode(Tensor a, Tensor b)
        {
            InputCount = 2;
            Connect(0, a);
            Connect(1, b);
        }

        public override string Name => TOp.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.Set(0, TOp.BackwardA(grad, null!, null!));
            if (inputs.Needs(1)) inputs.Set(1, TOp.BackwardB(grad, null!, null!));
        }
    }

    private sealed class SavingBinaryNode<TOp> : BinaryNode<TOp> where TOp : struct, IBinaryOp
    {
        private SavedTensor _a;
        private SavedTensor _b;

        public SavingBinaryNode(Tensor a, Tensor b)
            : base(a, b)
        {
            var needed = (IsConnected(0) ? TOp.NeededForA : 0) | (IsConnected(1) ? TOp.NeededForB : 0);
            if ((needed & Operands.A) != 0) _a = new SavedTensor(a);
            if ((needed & Operands.B) != 0) _b = new SavedTensor(b);
        }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.Set(0, TOp.BackwardA(grad, Unpack(_a, TOp.NeededForA, Operands.A), Unpack(_b, TOp.NeededForA, Operands.B)));
            if (inputs.Needs(1)) inputs.Set(1, TOp.BackwardB(grad, Unpack(_a, TOp.NeededForB, Operands.A), Unpack(_b, TOp.NeededForB, Operands.B)));
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

        private Tensor Unpack(in SavedTensor saved, Operands needed, Operands which) =>
            (needed & which) != 0 ? saved.Unpack(this) : null!;
    }
}
