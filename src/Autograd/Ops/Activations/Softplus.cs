using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// ln(1 + e^(βx)) / β of each element, a smooth approximation of <see cref="Relu"/>; integers become Float32 first.
    /// </summary>
    /// <param name="beta">β; the greater it is, the closer the result is to <see cref="Relu"/>.</param>
    /// <param name="threshold">Where β·x is above the threshold, the result is x.</param>
    /// <remarks>Gradient: g·σ(βx) with the logistic function σ; g above the threshold.</remarks>
    public Tensor Softplus(double beta = 1, double threshold = 20) => FloatUnary(new SoftplusOp(beta, threshold));

    private readonly struct SoftplusOp(double beta, double threshold) : IUnaryOp<SoftplusOp>
    {
        public static string Name => "Softplus";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V>
        {
            // max(z, 0) + ln(1 + e^-|z|) neither overflows nor loses digits.
            var z = x * V.Number(beta);
            var smooth = V.Max(z, V.Zero) + VectorMath.Log1p(VectorMath.Exp(-V.Abs(z)));
            return V.Select(V.LessThan(V.Number(threshold), z), x, smooth / V.Number(beta));
        }

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary(grad, saved, new SoftplusGradientOp(beta, threshold));
    }

    private readonly struct SoftplusGradientOp(double beta, double threshold) : IBinaryOp<SoftplusGradientOp>
    {
        public static string Name => "SoftplusBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var z = b * V.Number(beta);
            return V.Select(V.LessThan(V.Number(threshold), z), a, a * VectorMath.Sigmoid(z));
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary(grad, b, this);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b)
        {
            var z = b * beta;
            return KeepWhere(FloatBinary<SigmoidGradientOp>(grad * a * beta, (-z.Abs()).Sigmoid()), ~(z >= threshold));
        }
    }
}
