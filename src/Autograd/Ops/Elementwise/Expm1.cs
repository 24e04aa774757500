using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>eˣ − 1 of each element, accurate also near 0. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·(y + 1), from the saved output.</remarks>
    public Tensor Expm1() => FloatUnary<Expm1Op>();

    private readonly struct Expm1Op : IUnaryOp<Expm1Op>
    {
        public static string Name => "Expm1";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Expm1(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * (saved + 1);
    }
}
