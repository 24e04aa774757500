using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>x / (1 + |x|) of each element; integers become Float32 first.</summary>
    /// <remarks>
    /// NaN at the infinities, as in PyTorch. Gradient: g / (1 + |x|)², 0 at the infinities, where PyTorch has NaN.
    /// </remarks>
    public Tensor Softsign() => FloatUnary<SoftsignOp>();

    private readonly struct SoftsignOp : IUnaryOp<SoftsignOp>
    {
        public static string Name => "Softsign";

        public static string NodeName => "DivBackward0";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            x / (V.One + V.Abs(x));

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SlopeOp<SoftsignSlope>>(grad, saved);
    }

    /// <summary>1 / (1 + |x|)².</summary>
    private readonly struct SoftsignSlope : ISlope
    {
        public static string Name => "SoftsignBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x) where V : struct, ISimdVector<V>
        {
            var inverse = V.One / (V.One + V.Abs(x));
            return inverse * inverse;
        }

        public static Tensor Derivative(Tensor grad, Tensor x, Tensor slope) => (grad * slope) / (1 + x.Abs()) * x.Sign() * -2;
    }
}
