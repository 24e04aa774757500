using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes (1 + tanh u) / 2 as the logistic function of 2·u, which keeps its digits for negative u.
    /// </summary>
    private readonly struct GeluTanhOp : IUnaryOp<GeluTanhOp>
    {
        /// <summary>2·√(2/π).</summary>
        internal const double Slope = 1.5957691216057307117;

        internal const double Cubic = 0.044715;

        public static string Name => "Gelu";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            x * Gate(x);

        /// <summary>The approximation of Φ(x).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static V Gate<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Sigmoid(V.MultiplyAdd(x * x, V.Number(Slope * Cubic), V.Number(Slope)) * x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<GeluTanhGradientOp>(grad, saved);
    }

    /// <summary>
    /// g·(s + x·s·(1 − s)·w) in one pass over the memory, where s is the gate, the logistic function of some z(x), and
    /// w = z′(x).
    /// </summary>
    private readonly struct GeluTanhGradientOp : IBinaryOp<GeluTanhGradientOp>
    {
        public static string Name => "GeluBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            // Beyond the bound the gate is 0 or 1, and without it the square might overflow.
            var x = V.ClampMin(V.ClampMax(b, V.Number(50)), V.Number(-50));
            var s = GeluTanhOp.Gate(b);
            var w = V.MultiplyAdd(x * x, V.Number(3 * GeluTanhOp.Slope * GeluTanhOp.Cubic), V.Number(GeluTanhOp.Slope));
            var slope = V.MultiplyAdd(x * w, s * (V.One - s), s);
            return a * V.Select(V.LessThan(V.Abs(b), V.Number(double.PositiveInfinity)), slope, V.Number(double.NaN));
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<GeluTanhGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b)
        {
            var x = b.Clamp(-50, 50);
            var square = x.Square();
            var s = (x * (square * (GeluTanhOp.Slope * GeluTanhOp.Cubic) + GeluTanhOp.Slope)).Sigmoid();
            var w = square * (3 * GeluTanhOp.Slope * GeluTanhOp.Cubic) + GeluTanhOp.Slope;

            // The derivative of w, multiplied by x, is 2·(w − slope).
            return grad * a * (s * (1 - s) * (x * w.Square() * (1 - 2 * s) + 2 * w + 2 * (w - GeluTanhOp.Slope)));
        }
    }
}
