using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The y with erf y = x, of each element: ±∞ at ±1, NaN beyond. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·√π/2·e^(y²), from the saved output.</remarks>
    public Tensor ErfInv() => FloatUnary<ErfinvOp>();

    private readonly struct ErfinvOp : IFusedUnaryOp<ErfinvOp>
    {
        public static string Name => "Erfinv";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, INumber<T> =>
            VectorMath.ErfInv<V, T>(x);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved.Square().Exp() * 0.88622692545275801365);
    }
}
