using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The absolute value of each element; the lowest integer of a type wraps around to itself.</summary>
    /// <remarks>Gradient: g times the sign of x, so 0 at 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Abs() => Unary<AbsOp>();

    private readonly struct AbsOp : INumberUnaryOp, IUnaryFormula
    {
        public static string Name => "Abs";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => Formula.Apply<T, AbsOp>(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.Abs(x);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Sign();
    }
}
