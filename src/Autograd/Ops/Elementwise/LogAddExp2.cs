using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>log₂(2ᵃ + 2ᵇ), elementwise, without overflow; the operands broadcast.</summary>
    /// <remarks>Integers become Float32 first. Gradient: g / (1 + 2ᵇ⁻ᵃ) to a, g / (1 + 2ᵃ⁻ᵇ) to b.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor LogAddExp2(Tensor other) => FloatBinary<Logaddexp2Op>(this, NotNull(other));

    private readonly struct Logaddexp2Op : IBinaryOp<Logaddexp2Op>
    {
        private const double Ln2 = 0.69314718055994530942;

        public static string Name => "LogAddExp2";

        public static string NodeName => "Logaddexp2Backward0";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            // For equal infinities the correction would be NaN.
            var rest = VectorMath.Log1p(VectorMath.Exp2(-V.Abs(a - b))) * V.Number(1.4426950408889634074);
            return V.Select(V.Equal(a, b), a + V.One, V.Max(a, b) + rest);
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad * ((a - b) * Ln2).Sigmoid();

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * ((b - a) * Ln2).Sigmoid();
    }
}
