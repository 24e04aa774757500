using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>ln(1 + x) of each element, accurate also near 0. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (1 + x).</remarks>
    public Tensor Log1p() => FloatUnary<Log1pOp>();

    private readonly struct Log1pOp : IUnaryOp<Log1pOp>
    {
        public static string Name => "Log1p";

        public static string NodeName => "Log1PBackward0";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Log1p(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad / (saved + 1);
    }
}
