using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The logistic function 1 / (1 + e⁻ˣ) of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·y·(1 − y), from the saved output.</remarks>
    public Tensor Sigmoid() => FloatUnary<SigmoidOp>();

    private readonly struct SigmoidOp : IFloatUnaryOp
    {
        public static string Name => "Sigmoid";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Kernels.Logistic.Forward(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SigmoidGradientOp>(grad, saved);
    }

    /// <summary>g·y·(1 − y) in one pass over the memory.</summary>
    private readonly struct SigmoidGradientOp : IFusedBinaryOp<SigmoidGradientOp>
    {
        public static string Name => "SigmoidBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a * (V.One - b) * b;

        public static Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<SigmoidGradientOp>(grad, b);

        public static Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * a * (1 - 2 * b);
    }
}
