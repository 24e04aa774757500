using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// ln(x / (1 − x)) of each element, the inverse of <see cref="Sigmoid"/>; integers become Float32 first.
    /// </summary>
    /// <param name="eps">
    /// If given, elements are first clamped to [eps, 1 − eps]; if not, elements outside of [0, 1] give NaN.
    /// </param>
    /// <remarks>Gradient: g / (x·(1 − x)); outside of the bounds 0 if eps is given, NaN if not.</remarks>
    public Tensor Logit(double? eps = null) =>
        FloatUnary(eps is { } bound ? new LogitOp(bound, 1 - bound, 0) : new LogitOp(0, 1, double.NaN));

    private readonly struct LogitOp(double low, double high, double outside) : IUnaryOp<LogitOp>
    {
        public static string Name => "Logit";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V>
        {
            var inside = V.ClampMax(V.ClampMin(x, V.Number(low)), V.Number(high));
            var result = VectorMath.Log(inside / (V.One - inside));
            return V.Select(V.Equal(x, inside), result, result + V.Number(outside));
        }

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary(grad, saved, new LogitGradientOp(low, high, outside));
    }

    private readonly struct LogitGradientOp(double low, double high, double outside) : IBinaryOp<LogitGradientOp>
    {
        public static string Name => "LogitBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var isOutside = V.LessThan(b, V.Number(low)) | V.LessThan(V.Number(high), b);
            return V.Select(isOutside, V.Number(outside), a / (b * (V.One - b)));
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary(grad, b, this);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) =>
            FloatBinary(grad * a, b, this) * ((2 * b - 1) / (b * (1 - b)));
    }
}
