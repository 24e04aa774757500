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

        public Tensor Backward(Tensor grad, Tensor saved) => grad * (saved.Square() - 1).Rsqrt();
    }
}
