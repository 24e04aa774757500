using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The absolute value of each element; the lowest integer of a type wraps around to itself.</summary>
    /// <remarks>Gradient: g times the sign of x, which is 0 at 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Abs() => Unary<AbsOp>();

    private readonly struct AbsOp : IUnaryOp<AbsOp>
    {
        public static string Name => "Abs";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.Abs(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Sign();
    }
}
