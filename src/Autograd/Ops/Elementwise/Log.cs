using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The natural logarithm of each element: −∞ at 0, NaN below; integers become Float32 first.</summary>
    /// <remarks>Gradient: g/x.</remarks>
    public Tensor Log() => FloatUnary<LogOp>();

    private readonly struct LogOp : IUnaryOp<LogOp>
    {
        public static string Name => "Log";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Log(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad / saved;
    }
}
