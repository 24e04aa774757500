using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// ln(eᵃ + eᵇ), elementwise, without overflow; the operands broadcast. For many numbers see
    /// <see cref="LogSumExp(int, bool)"/>.
    /// </summary>
    /// <remarks>
    /// Integers become Float32 first. Gradient: g·σ(a − b) to a, g·σ(b − a) to b, with the logistic function σ.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor LogAddExp(Tensor other) => FloatBinary<LogaddexpOp>(this, NotNull(other));

    private readonly struct LogaddexpOp : IBinaryOp<LogaddexpOp>
    {
        public static string Name => "LogAddExp";

        public static string NodeName => "LogaddexpBackward0";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            // For equal infinities the correction would be NaN.
            var rest = VectorMath.Log1p(VectorMath.Exp(-V.Abs(a - b)));
            return V.Select(V.Equal(a, b), a + V.Number(0.69314718055994530942), V.Max(a, b) + rest);
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad * (a - b).Sigmoid();

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * (b - a).Sigmoid();
    }
}
