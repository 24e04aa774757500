using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The logarithm of the logistic function, −ln(1 + e⁻ˣ), of each element; integers become Float32 first.
    /// </summary>
    /// <remarks>
    /// Does not overflow or lose digits, as the logarithm of <see cref="Sigmoid"/> would. Gradient: g·σ(−x).
    /// </remarks>
    public Tensor LogSigmoid() => FloatUnary<LogSigmoidOp>();

    private readonly struct LogSigmoidOp : IUnaryOp<LogSigmoidOp>
    {
        public static string Name => "LogSigmoid";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.Min(x, V.Zero) - VectorMath.Log1p(VectorMath.Exp(-V.Abs(x)));

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<LogSigmoidGradientOp>(grad, saved);
    }

    private readonly struct LogSigmoidGradientOp : IBinaryOp<LogSigmoidGradientOp>
    {
        public static string Name => "LogSigmoidBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a * VectorMath.Sigmoid(-b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<LogSigmoidGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -FloatBinary<SigmoidGradientOp>(grad * a, (-b.Abs()).Sigmoid());
    }
}
