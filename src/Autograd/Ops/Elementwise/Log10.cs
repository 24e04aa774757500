using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The logarithm to base 10 of each element. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (x·ln 10).</remarks>
    public Tensor Log10() => FloatUnary<Log10Op>();

    private readonly struct Log10Op : IUnaryOp<Log10Op>
    {
        public static string Name => "Log10";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Log10(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * double.Log(10));
    }
}
