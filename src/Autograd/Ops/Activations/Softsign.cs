using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>x / (1 + |x|) of each element; integers become Float32 first.</summary>
    /// <remarks>NaN at the infinities, as in PyTorch. Gradient: g / (1 + |x|)², 0 at the infinities, where PyTorch has NaN.</remarks>
    public Tensor Softsign() => FloatUnary<SoftsignOp>();

    private readonly struct SoftsignOp : IUnaryOp<SoftsignOp>
    {
        public static string Name => "Softsign";

        public static string NodeName => "DivBackward0";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            x / (V.One + V.Abs(x));

        public Tensor Backward(Tensor grad, Tensor saved) => grad / (1 + saved.Abs()).Square();
    }
}
