using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The inverse hyperbolic cosine of each element; NaN below 1. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / √(x² − 1).</remarks>
    public Tensor Acosh() => FloatUnary<AcoshOp>();

    private readonly struct AcoshOp : IUnaryOp<AcoshOp>
    {
        public static string Name => "Acosh";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Acosh(x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SlopeOp<AcoshSlope>>(grad, saved);
    }

    /// <summary>1 / √(x² − 1).</summary>
    private readonly struct AcoshSlope : ISlope
    {
        public static string Name => "AcoshBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x) where V : struct, ISimdVector<V>
        {
            // From the bound on, the slope is 1 / |x| to the last digit, and x² may overflow. Adding 0 makes +0 of −0.
            var isLarge = V.LessThan(V.Number(1e9, 1e100), V.Abs(x));
            return V.One / V.Select(isLarge, V.Abs(x), V.Sqrt((x - V.One) * (x + V.One) + V.Zero));
        }

        public static Tensor Derivative(Tensor grad, Tensor x, Tensor slope) => -(grad * slope) * (x * slope) * slope;
    }
}
