using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>a·ln b, elementwise, 0 where a is 0 unless b is NaN; the operands broadcast.</summary>
    /// <remarks>
    /// Integers become Float32 first. Gradient: g·ln b to a, 0 where a is 0 and b is not positive; g·a/b to b.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor XLogY(Tensor other) => FloatBinary<XlogyOp>(this, NotNull(other));

    /// <summary>a·ln b of each element a and a number b.</summary>
    public Tensor XLogY(Scalar other) => XLogY(Floating().WrappedNumber(other, "XLogY"));

    /// <summary>a·ln b of a number a and each element b.</summary>
    public static Tensor XLogY(Scalar self, Tensor other) => NotNull(other).Floating().WrappedNumber(self, "XLogY", nameof(self)).XLogY(other);

    private readonly struct XlogyOp : IBinaryOp<XlogyOp>
    {
        public static string Name => "XLogY";

        public static string NodeName => "XlogyBackward0";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Select(V.Equal(a, V.Zero) & V.Equal(b, b), V.Zero, a * VectorMath.Log(b));

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad * b.MaskedFill(a.Eq(0) & (b <= 0), 1L).Log();

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * a / b;
    }
}
