using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>x·tanh(ln(1 + eˣ)) of each element; integers become Float32 first.</summary>
    /// <remarks>
    /// Computed as x·n / (n + 2) with n = eˣ·(eˣ + 2), which loses no digits. Gradient: g·(t + x·t′) with t = n / (n +
    /// 2); at ∞ it is g, where PyTorch has NaN. D. Misra, "Mish: a self regularized non-monotonic activation function"
    /// (2019).
    /// </remarks>
    public Tensor Mish() => FloatUnary<MishOp>();

    private readonly struct MishOp : IUnaryOp<MishOp>
    {
        /// <summary>The bound above which tanh(ln(1 + eˣ)) is 1 to the last digit.</summary>
        internal const double Bound = 20;

        public static string Name => "Mish";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V>
        {
            var exp = VectorMath.Exp(V.ClampMax(x, V.Number(Bound)));
            var n = exp * (exp + V.Number(2));
            return x * (n / (n + V.Number(2)));
        }

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<MishGradientOp>(grad, saved);
    }

    /// <summary>g·(t + x·t′) in one pass over the memory.</summary>
    private readonly struct MishGradientOp : IBinaryOp<MishGradientOp>
    {
        public static string Name => "MishBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var x = V.ClampMax(b, V.Number(MishOp.Bound));
            var exp = VectorMath.Exp(x);
            var n = exp * (exp + V.Number(2));
            var q = n + V.Number(2);
            return a * (n + x * V.Number(4) * exp * (exp + V.One) / q) / q;
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<MishGradientOp>(grad, b);

        // With q = n + 2: t' = 2q'/q² and t'' = (2q'' - 4q'²/q) / q².
        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b)
        {
            var x = b.Clamp(max: MishOp.Bound);
            var exp = x.Exp();
            var q = exp * (exp + 2) + 2;
            var first = exp * (exp + 1) * 2;
            var second = exp * (exp * 4 + 2);
            return grad * a * ((first * 4 + x * (second * 2 - first.Square() * 4 / q)) / q.Square());
        }
    }
}
