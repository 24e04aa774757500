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

        public Tensor Backward(Tensor grad, Tensor saved) => grad * (1 - saved * saved).Rsqrt();
    }
}
