using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>1 / √x of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: −g·y³/2, from the saved output.</remarks>
    public Tensor Rsqrt() => FloatUnary<RsqrtOp>();

    private readonly struct RsqrtOp : IUnaryOp<RsqrtOp>
    {
        public static string Name => "Rsqrt";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.One / V.Sqrt(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved * saved) * -0.5;
    }
}
