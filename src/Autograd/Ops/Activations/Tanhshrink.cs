using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>x − tanh x of each element; integers become Float32 first.</summary>
    /// <remarks>Accurate near 0, where the subtraction would cancel. Gradient: g·tanh²x.</remarks>
    public Tensor Tanhshrink() => FloatUnary<TanhshrinkOp>();

    private readonly struct TanhshrinkOp : IUnaryOp<TanhshrinkOp>
    {
        public static string Name => "Tanhshrink";

        public static string NodeName => "SubBackward0";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Tanhshrink(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Tanh().Square();
    }
}
