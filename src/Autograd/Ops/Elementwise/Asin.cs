using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The inverse sine of each element, in [−π/2, π/2]; NaN outside of [−1, 1]. Integers become Float32 first.
    /// </summary>
    /// <remarks>Gradient: g / √(1 − x²).</remarks>
    public Tensor Asin() => FloatUnary<AsinOp>();

    private readonly struct AsinOp : IUnaryOp<AsinOp>
    {
        public static string Name => "Asin";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Asin(x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SlopeOp<AsinSlope>>(grad, saved);
    }

    /// <summary>1 / √(1 − x²).</summary>
    private readonly struct AsinSlope : ISlope
    {
        public static string Name => "AsinBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x) where V : struct, ISimdVector<V> =>
            V.One / V.Sqrt((V.One - x) * (V.One + x));

        public static Tensor Derivative(Tensor grad, Tensor x, Tensor slope) => (grad * slope) * (x * slope) * slope;
    }
}
