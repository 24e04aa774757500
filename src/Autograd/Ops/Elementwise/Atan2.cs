using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The angle of the point (other, this) in radians, in [−π, π], elementwise; the operands broadcast.
    /// </summary>
    /// <param name="other">The abscissas; this tensor holds the ordinates.</param>
    /// <remarks>
    /// Integers become Float32 first. Gradient: g·other / (this² + other²) to this, −g·this / (this² + other²) to
    /// other; 0 at the origin, as in PyTorch since 2.1 (NaN before).
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Atan2(Tensor other) => FloatBinary<Atan2Op>(this, NotNull(other));

    private readonly struct Atan2Op : IBinaryOp<Atan2Op>
    {
        public static string Name => "Atan2";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            VectorMath.Atan2(a, b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => AngleGradient(grad, b, a.Hypot(b));

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -AngleGradient(grad, a, a.Hypot(b));

        // Divides twice, because the square of the distance may overflow.
        private static Tensor AngleGradient(Tensor grad, Tensor side, Tensor distance) =>
            KeepWhere(grad * (side / distance / distance), distance.Ne(0));
    }
}
