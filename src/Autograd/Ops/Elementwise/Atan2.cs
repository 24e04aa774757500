using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The angle of the point (other, this) in radians, in [−π, π], elementwise; the operands broadcast.</summary>
    /// <param name="other">The abscissas; this tensor holds the ordinates.</param>
    /// <remarks>
    /// Integers become Float32 first. Gradient: g·other / (this² + other²) to this, −g·this / (this² + other²) to other; 0 at the
    /// origin, as in PyTorch since 2.1 (NaN before).
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Atan2(Tensor other) => FloatBinary<Atan2Op>(this, other);

    private readonly struct Atan2Op : IFloatBinaryOp
    {
        public static string Name => "Atan2";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Atan2(a, b, y);

        public static void Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Atan2(a, b, y);

        public static void Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Atan2(a, b, y);

        public static Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => Turned(grad, b, a.Hypot(b));

        public static Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -Turned(grad, a, a.Hypot(b));

        // Divided twice, for the square of the distance may overflow.
        private static Tensor Turned(Tensor grad, Tensor side, Tensor distance) => KeepWhere(grad * (side / distance / distance), distance.Ne(0));
    }
}
