using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The logarithm to base 2 of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (x·ln 2).</remarks>
    public Tensor Log2() => FloatUnary<Log2Op>();

    private readonly struct Log2Op : IUnaryOp<Log2Op>
    {
        public static string Name => "Log2";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Log2(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * double.Log(2));
    }
}
