using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>An elementwise operation on the bits of integers, which on Bool is the one of logic.</summary>
internal interface IBitwiseOp : IBinaryFormula
{
    static abstract string Name { get; }
}

public sealed partial class Tensor
{
    /// <summary>And, elementwise, of truth values or of the bits of integers; the operands broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or an operand is floating.</exception>
    public static Tensor operator &(Tensor a, Tensor b) => Bitwise<AndOp>(NotNull(a), NotNull(b));

    /// <summary>Or, elementwise, of truth values or of the bits of integers; the operands broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or an operand is floating.</exception>
    public static Tensor operator |(Tensor a, Tensor b) => Bitwise<OrOp>(NotNull(a), NotNull(b));

    /// <summary>Exclusive or, elementwise, of truth values or of the bits of integers; the operands broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or an operand is floating.</exception>
    public static Tensor operator ^(Tensor a, Tensor b) => Bitwise<XorOp>(NotNull(a), NotNull(b));

    /// <summary>Not, elementwise: of truth values, or of every bit of integers.</summary>
    /// <exception cref="ArgumentException">The tensor is floating.</exception>
    public static Tensor operator ~(Tensor x) => Bitwise<XorOp>(NotNull(x), x._dtype == DType.Bool ? true : -1, "~");

    private static Tensor Bitwise<TOp>(Tensor a, Tensor b, string? name = null) where TOp : struct, IBitwiseOp
    {
        name ??= TOp.Name;
        var dtype = DTypes.ResultType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        var (x, y) = (a.To(dtype), b.To(dtype));
        return dtype switch
        {
            DType.Bool => Zip<bool, bool, LogicKernel<TOp>>(name, x, y, dtype),
            DType.UInt8 => Zip<byte, byte, BitwiseKernel<TOp, byte>>(name, x, y, dtype),
            DType.Int8 => Zip<sbyte, sbyte, BitwiseKernel<TOp, sbyte>>(name, x, y, dtype),
            DType.Int16 => Zip<short, short, BitwiseKernel<TOp, short>>(name, x, y, dtype),
            DType.Int32 => Zip<int, int, BitwiseKernel<TOp, int>>(name, x, y, dtype),
            DType.Int64 => Zip<long, long, BitwiseKernel<TOp, long>>(name, x, y, dtype),
            _ => throw new ArgumentException(
                $"{name}: not defined for {a._dtype}{(name == "~" ? "" : $" and {b._dtype}")}; make Bool tensors with a comparison, as in x.Ne(0)"),
        };
    }

    private readonly struct BitwiseKernel<TOp, T> : IBinaryKernel<T, T>
        where TOp : struct, IBitwiseOp
        where T : unmanaged, IBinaryInteger<T>
    {
        public static void Invoke(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Formula.Apply<T, TOp>(a, b, y);

        public static void Invoke(ReadOnlySpan<T> a, T b, Span<T> y) => Formula.Apply<T, TOp>(a, b, y);

        public static void Invoke(T a, ReadOnlySpan<T> b, Span<T> y) => Formula.Apply<T, TOp>(b, a, y);
    }

    /// <summary>The operation on truth values, which lie in memory as bytes that are 0 or 1.</summary>
    private readonly struct LogicKernel<TOp> : IBinaryKernel<bool, bool> where TOp : struct, IBitwiseOp
    {
        public static void Invoke(ReadOnlySpan<bool> a, ReadOnlySpan<bool> b, Span<bool> y) =>
            Formula.Apply<byte, TOp>(MemoryMarshal.AsBytes(a), MemoryMarshal.AsBytes(b), MemoryMarshal.AsBytes(y));

        public static void Invoke(ReadOnlySpan<bool> a, bool b, Span<bool> y) =>
            Formula.Apply<byte, TOp>(MemoryMarshal.AsBytes(a), b ? (byte)1 : (byte)0, MemoryMarshal.AsBytes(y));

        public static void Invoke(bool a, ReadOnlySpan<bool> b, Span<bool> y) => Invoke(b, a, y);
    }

    private readonly struct AndOp : IBitwiseOp
    {
        public static string Name => "&";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a & b;
    }

    private readonly struct OrOp : IBitwiseOp
    {
        public static string Name => "|";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a | b;
    }

    private readonly struct XorOp : IBitwiseOp
    {
        public static string Name => "^";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a ^ b;
    }
}
