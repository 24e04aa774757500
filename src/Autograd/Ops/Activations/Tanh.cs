using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The hyperbolic tangent of each element; integers become Float32 first.</summary>
    /// <remarks>
    /// Gradient: g·(1 − tanh²x), from the saved output. The elements of a tensor of fewer than eight are computed by the
    /// system's function and others by a vector formula; the two differ in the last bit for some numbers.
    /// </remarks>
    public Tensor Tanh() => FloatUnary(new TanhOp(Numel));

    private readonly struct TanhOp(int numel) : IUnaryOp<TanhOp>
    {
        // The tensor's size decides, not that of the part that a thread or a tile computes.
        private readonly bool _usesSystem = numel <= SystemTanh.MaxLength;

        public static string Name => "Tanh";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Tanh(x);

        public static void Forward<T>(TanhOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
        {
            if (op._usesSystem) SystemTanh.Apply(x, y);
            else Formula.Apply(op, x, y);
        }

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
