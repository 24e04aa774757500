using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>sin(πx) / (πx) of each element, 1 at 0; integers become Float32 first.</summary>
    /// <remarks>
    /// Gradient: g times the derivative. Near 0, where the difference (πx·cos πx − sin πx) / (πx²) would cancel, the
    /// derivative is computed by a series, so that derivatives of every order are accurate there too. Computed in
    /// double precision.
    /// </remarks>
    public Tensor Sinc() => FloatUnary<SincOp>();

    private readonly struct SincOp : IUnaryOp<SincOp>
    {
        public static string Name => "Sinc";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Sinc(x);

        public static void Forward<T>(SincOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => DoubleFormula.Apply(op, x, y);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.FloatUnary(new SincDerivativeOp(1));
    }

    /// <summary>The derivative of sinc of the given order.</summary>
    private readonly struct SincDerivativeOp(int order) : IUnaryOp<SincDerivativeOp>
    {
        public static string Name => "Sinc";

        public static Saves Saves => Saves.Input;

        public static int Cost => SincDerivative.Cost;

        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.MapLanes(x, new SincDerivative(order));

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.FloatUnary(new SincDerivativeOp(order + 1));
    }
}
