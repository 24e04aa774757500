using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>eˣ of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·eˣ, from the saved output.</remarks>
    public Tensor Exp() => FloatUnary<ExpOp>();

    private readonly struct ExpOp : IUnaryOp<ExpOp>
    {
        public static string Name => "Exp";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Exp(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved;
    }
}
