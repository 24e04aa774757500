using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>√(a² + b²), elementwise, without overflow of the squares; the operands broadcast.</summary>
    /// <remarks>
    /// Integers become Float32 first. ∞ if either is infinite, even if the other is NaN. Gradient: g·a/y to a, g·b/y to
    /// b; NaN at the origin, as in PyTorch.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Hypot(Tensor other) => FloatBinary<HypotOp>(this, NotNull(other));

    private readonly struct HypotOp : IBinaryOp<HypotOp>
    {
        public static string Name => "Hypot";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            VectorMath.Hypot(a, b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad * (a / a.Hypot(b));

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * (b / a.Hypot(b));
    }
}
