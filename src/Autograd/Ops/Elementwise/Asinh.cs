using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The inverse hyperbolic sine of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g / √(x² + 1).</remarks>
    public Tensor Asinh() => FloatUnary<AsinhOp>();

    private readonly struct AsinhOp : IFusedUnaryOp<AsinhOp>
    {
        public static string Name => "Asinh";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Asinh(x);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved.Square() + 1).Rsqrt();
    }
}
