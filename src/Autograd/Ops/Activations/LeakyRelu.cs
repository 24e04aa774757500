using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>x above 0, and negativeSlope·x elsewhere, elementwise; integers become Float32 first.</summary>
    /// <param name="negativeSlope">The factor of elements that are not above 0.</param>
    /// <remarks>Gradient: g above 0; g·negativeSlope elsewhere, including at 0 and for NaN.</remarks>
    public Tensor LeakyRelu(double negativeSlope = 0.01) => FloatUnary(new LeakyReluOp(negativeSlope));

    private readonly struct LeakyReluOp(double slope) : IUnaryOp<LeakyReluOp>
    {
        public static string Name => "LeakyRelu";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.Select(V.LessThan(V.Zero, x), x, x * V.Number(slope));

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary(grad, saved, new LeakyReluGradientOp(slope));
    }

    private readonly struct LeakyReluGradientOp(double slope) : IBinaryOp<LeakyReluGradientOp>
    {
        public static string Name => "LeakyReluBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Select(V.LessThan(V.Zero, b), a, a * V.Number(slope));

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary(grad, b, this);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ZerosLike(grad);
    }
}
