using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>1 / x of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: −g·y², from the saved output.</remarks>
    public Tensor Reciprocal() => FloatUnary<ReciprocalOp>();

    private readonly struct ReciprocalOp : IUnaryOp<ReciprocalOp>
    {
        public static string Name => "Reciprocal";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.One / x;

        public Tensor Backward(Tensor grad, Tensor saved) => -grad * (saved * saved);
    }
}
