using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The inverse hyperbolic sine of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g / √(x² + 1).</remarks>
    public Tensor Asinh() => FloatUnary<AsinhOp>();

    private readonly struct AsinhOp : IUnaryOp<AsinhOp>
    {
        public static string Name => "Asinh";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Asinh(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * (saved.Square() + 1).Rsqrt();
    }
}
