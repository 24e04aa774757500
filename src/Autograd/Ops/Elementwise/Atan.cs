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

        public Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * saved + 1);
    }
}
