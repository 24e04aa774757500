using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The hyperbolic tangent of each element; integers become Float32 first.</summary>
    /// <remarks>
    /// Gradient: g·(1 − tanh²x), from the saved output. Fewer than eight elements are computed by the system's function
    /// and more by a vector formula; the two differ in the last bit for some numbers.
    /// </remarks>
    public Tensor Tanh() => FloatUnary<TanhOp>();

    private readonly struct TanhOp : IUnaryOp<TanhOp>
    {
        public static string Name => "Tanh";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Tanh(x);

        public static void Forward<T>(TanhOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => RnnKernel.Tanh(x, y);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<TanhGradientOp>(grad, saved);
    }

    /// <summary>g·(1 − y²) in one pass over the memory.</summary>
    private readonly struct TanhGradientOp : IBinaryOp<TanhGradientOp>
    {
        public static string Name => "TanhBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a * (V.One - b * b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<TanhGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * a * b * -2;
    }
}
