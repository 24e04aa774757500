using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The logistic function 1 / (1 + e⁻ˣ) of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·y·(1 − y), from the saved output.</remarks>
    public Tensor Sigmoid() => FloatUnary<SigmoidOp>();

    private readonly struct SigmoidOp : IUnaryOp<SigmoidOp>
    {
        public static string Name => "Sigmoid";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Sigmoid(x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SigmoidGradientOp>(grad, saved);
    }

    /// <summary>g·y·(1 − y) in one pass over the memory.</summary>
    private readonly struct SigmoidGradientOp : IBinaryOp<SigmoidGradientOp>
    {
        public static string Name => "SigmoidBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a * (V.One - b) * b;

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<SigmoidGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * a * (1 - 2 * b);
    }
}
