using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>log(1 + eˣ) of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·sigmoid(x).</remarks>
    public Tensor Softplus() => FloatUnary<SoftplusOp>();

    private readonly struct SoftplusOp : IFusedUnaryOp<SoftplusOp>
    {
        public static string Name => "Softplus";                 // SoftplusBackward0 in GradFn

        public static Saves Saves => Saves.Input;                // what Backward is handed: Input, Output or Nothing

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)                        // V: a register of numbers of type T, of any width
            where V : struct, ISimd<V, T>
            where T : unmanaged, INumber<T> =>

            // max(x, 0) + log1p(e^-|x|) neither overflows nor loses digits.
            V.Max(x, V.Zero) + VectorMath.Log1p<V, T>(VectorMath.Exp<V, T>(-V.Abs(x)));

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Sigmoid();
    }
}
