using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The hyperbolic sine of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·cosh x.</remarks>
    public Tensor Sinh() => FloatUnary<SinhOp>();

    private readonly struct SinhOp : IUnaryOp<SinhOp>
    {
        public static string Name => "Sinh";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Sinh(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Cosh();
    }
}
