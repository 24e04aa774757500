using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The inverse cosine of each element, in [0, π]; NaN outside of [−1, 1]. Integers become Float32 first.
    /// </summary>
    /// <remarks>Gradient: −g / √(1 − x²).</remarks>
    public Tensor Acos() => FloatUnary<AcosOp>();

    private readonly struct AcosOp : IUnaryOp<AcosOp>
    {
        public static string Name => "Acos";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Acos(x);

        public Tensor Backward(Tensor grad, Tensor saved) => -FloatBinary<SlopeOp<AsinSlope>>(grad, saved);
    }
}
