using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The hyperbolic cosine of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·sinh x.</remarks>
    public Tensor Cosh() => FloatUnary<CoshOp>();

    private readonly struct CoshOp : IUnaryOp<CoshOp>
    {
        public static string Name => "Cosh";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Cosh(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Sinh();
    }
}
