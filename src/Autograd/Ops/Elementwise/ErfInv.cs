using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The inverse of the error function of each element: ±∞ at ±1, NaN beyond. Integers become Float32 first.
    /// </summary>
    /// <remarks>Gradient: g·√π/2·e^(y²), from the saved output.</remarks>
    public Tensor ErfInv() => FloatUnary<ErfinvOp>();

    private readonly struct ErfinvOp : IUnaryOp<ErfinvOp>
    {
        public static string Name => "ErfInv";

        public static string NodeName => "ErfinvBackward0";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.ErfInvEstimate(x);

        // Double precision takes two passes, each of which is short enough for the JIT to inline completely.
        public static void Forward<T>(ErfinvOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
        {
            Formula.Apply(op, x, y);
            if (typeof(T) == typeof(double)) Formula.Apply(default(ErfInvStep), x, y, y);
        }

        public Tensor Backward(Tensor grad, Tensor saved) => grad * (saved.Square().Exp() * 0.88622692545275801365);
    }

    private readonly struct ErfInvStep : IBinaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => VectorMath.ErfInvStep(a, b);
    }
}
