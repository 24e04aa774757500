using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The inverse hyperbolic tangent of each element: ±∞ at ±1, NaN beyond. Integers become Float32 first.
    /// </summary>
    /// <remarks>Gradient: g / (1 − x²).</remarks>
    public Tensor Atanh() => FloatUnary<AtanhOp>();

    private readonly struct AtanhOp : IUnaryOp<AtanhOp>
    {
        public static string Name => "Atanh";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Atanh(x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SlopeOp<AtanhSlope>>(grad, saved);
    }

    /// <summary>1 / (1 − x²).</summary>
    private readonly struct AtanhSlope : ISlope
    {
        public static string Name => "AtanhBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x) where V : struct, ISimdVector<V> =>
            V.One / ((V.One - x) * (V.One + x));

        public static Tensor Derivative(Tensor grad, Tensor x, Tensor slope) => (grad * slope) * (x * slope) * 2;
    }
}
