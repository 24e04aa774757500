using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>2ˣ of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·y·ln 2, from the saved output.</remarks>
    public Tensor Exp2() => FloatUnary<Exp2Op>();

    private readonly struct Exp2Op : IUnaryOp<Exp2Op>
    {
        public static string Name => "Exp2";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Exp2(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved * 0.69314718055994530942;
    }
}
