using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The inverse tangent of each element, in [−π/2, π/2]. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (1 + x²).</remarks>
    public Tensor Atan() => FloatUnary<AtanOp>();

    private readonly struct AtanOp : IUnaryOp<AtanOp>
    {
        public static string Name => "Atan";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Atan(x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SlopeOp<AtanSlope>>(grad, saved);
    }

    /// <summary>1 / (1 + x²).</summary>
    private readonly struct AtanSlope : ISlope
    {
        public static string Name => "AtanBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x) where V : struct, ISimdVector<V>
        {
            // From the bound on, the slope is 1 / x² to the last digit, and x² may overflow.
            var isLarge = V.LessThan(V.Number(1e9, 1e100), V.Abs(x));
            var inverse = V.One / V.Select(isLarge, x, x * x + V.One);
            return V.Select(isLarge, inverse / x, inverse);
        }

        public static Tensor Derivative(Tensor grad, Tensor x, Tensor slope) => (grad * slope) * (x * slope) * -2;
    }
}
