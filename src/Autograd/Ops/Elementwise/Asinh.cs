using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The inverse hyperbolic sine of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g / √(x² + 1).</remarks>
    public Tensor Asinh() => FloatUnary<AsinhOp>();

    private readonly struct AsinhOp : IUnaryOp<AsinhOp>
    {
        public static string Name => "Asinh";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Asinh(x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SlopeOp<AsinhSlope>>(grad, saved);
    }

    /// <summary>1 / √(x² + 1).</summary>
    private readonly struct AsinhSlope : ISlope
    {
        public static string Name => "AsinhBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x) where V : struct, ISimdVector<V>
        {
            // From the bound on, the slope is 1 / |x| to the last digit, and x² may overflow.
            var magnitude = V.Abs(x);
            var isLarge = V.LessThan(V.Number(1e9, 1e100), magnitude);
            return V.One / V.Select(isLarge, magnitude, V.Sqrt(x * x + V.One));
        }

        public static Tensor Derivative(Tensor grad, Tensor x, Tensor slope) => -(grad * slope) * (x * slope) * slope;
    }
}
