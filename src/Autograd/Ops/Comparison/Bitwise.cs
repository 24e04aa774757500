using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// a &amp; b, elementwise: logical and of bools, bitwise and of integers; the operands broadcast.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or an operand is floating.</exception>
    public static Tensor operator &(Tensor a, Tensor b) => Bitwise<AndOp>(NotNull(a), NotNull(b));

    /// <summary>a | b, elementwise: logical or of bools, bitwise or of integers; the operands broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or an operand is floating.</exception>
    public static Tensor operator |(Tensor a, Tensor b) => Bitwise<OrOp>(NotNull(a), NotNull(b));

    /// <summary>
    /// a ^ b, elementwise: logical exclusive or of bools, bitwise exclusive or of integers; the operands broadcast.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or an operand is floating.</exception>
    public static Tensor operator ^(Tensor a, Tensor b) => Bitwise<XorOp>(NotNull(a), NotNull(b));

    /// <summary>~x, elementwise: logical not of bools, the complement of integers.</summary>
    /// <exception cref="ArgumentException">The tensor is floating.</exception>
    public static Tensor operator ~(Tensor x) => Bitwise<XorOp>(NotNull(x), x._dtype == DType.Bool ? true : -1, "~");

    private static Tensor Bitwise<TOp>(Tensor a, Tensor b, string? name = null) where TOp : struct, INonDifferentiableOp
    {
        name ??= TOp.Name;
        var dtype = DTypes.ResultType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        var (x, y) = (a.To(dtype), b.To(dtype));
        if (dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"{name}: not defined for {a._dtype}{(name == "~" ? "" : $" and {b._dtype}")}; make Bool tensors with a comparison, as in x.Ne(0)");
        var result = dtype == DType.Bool
            ? Zip<bool, bool, LogicalKernel<TOp>>(name, default, x, y)
            : x.OnNumbers<BitwiseAction<TOp>, Tensor>(name, new BitwiseAction<TOp>(name, y));
        return Tracing.IsActive ? Tracing.Record(result, TOp.Name, [x, y]) : result;
    }

    private readonly struct BitwiseAction<TOp>(string name, Tensor b) : INumberAction<Tensor> where TOp : struct, INonDifferentiableOp
    {
        public Tensor Invoke<T>(Tensor a) where T : unmanaged, INumber<T> => Zip<T, T, BitwiseKernel<TOp, T>>(name, default, a, b);
    }

    private readonly struct BitwiseKernel<TOp, T> : IBinaryKernel<T, T>
        where TOp : struct, INonDifferentiableOp
        where T : unmanaged, INumber<T>
    {
        public void Invoke(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Formula.Apply(default(TOp), a, b, y);
    }

    /// <summary>Applies an operation to bools, which are stored as bytes 0 or 1.</summary>
    private readonly struct LogicalKernel<TOp> : IBinaryKernel<bool, bool> where TOp : struct, INonDifferentiableOp
    {
        public void Invoke(ReadOnlySpan<bool> a, ReadOnlySpan<bool> b, Span<bool> y) =>
            Formula.Apply<byte, TOp>(default, MemoryMarshal.AsBytes(a), MemoryMarshal.AsBytes(b), MemoryMarshal.AsBytes(y));
    }

    private readonly struct AndOp : INonDifferentiableOp
    {
        public static string Name => "&";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a & b;
    }

    private readonly struct OrOp : INonDifferentiableOp
    {
        public static string Name => "|";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a | b;
    }

    private readonly struct XorOp : INonDifferentiableOp
    {
        public static string Name => "^";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a ^ b;
    }
}
