using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The magnitude of each element with the sign of the other's, including the sign of −0 and NaN; the operands
    /// broadcast.
    /// </summary>
    /// <remarks>
    /// Integers become Float32 first. Gradient: g to this, negated where the sign changed, and 0 where the element is
    /// 0; 0 to the other.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor CopySign(Tensor other) => FloatBinary<CopysignOp>(this, NotNull(other));

    /// <summary>The magnitude of each element with the sign of a number.</summary>
    public Tensor CopySign(Scalar other) => CopySign(Floating().WrappedNumber(other, "CopySign"));

    private readonly struct CopysignOp : IBinaryOp<CopysignOp>
    {
        public static string Name => "CopySign";

        public static string NodeName => "CopysignBackward0";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Abs(a) | b & V.Number(-0.0);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad * (a.Sign() * OnesLike(b).CopySign(b));

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ZerosLike(grad);
    }
}
