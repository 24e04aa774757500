using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>x·σ(x) of each element, with σ the logistic function; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·σ(x)·(1 + x·(1 − σ(x))).</remarks>
    public Tensor Silu() => FloatUnary<SiluOp>();

    private readonly struct SiluOp : IUnaryOp<SiluOp>
    {
        public static string Name => "Silu";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            x * VectorMath.Sigmoid(x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SiluGradientOp>(grad, saved);
    }

    /// <summary>g·σ(x)·(1 + x·(1 − σ(x))) in one pass over the memory.</summary>
    private readonly struct SiluGradientOp : IBinaryOp<SiluGradientOp>
    {
        public static string Name => "SiluBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var s = VectorMath.Sigmoid(b);
            return a * s * V.MultiplyAdd(b, V.One - s, V.One);
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<SiluGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b)
        {
            var s = b.Sigmoid();
            return grad * a * (s * (1 - s) * (b * (1 - 2 * s) + 2));
        }
    }
}
