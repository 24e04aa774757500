using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>x² of each element; Bool becomes Int64 first.</summary>
    /// <remarks>Gradient: 2·g·x.</remarks>
    public Tensor Square() => _dtype == DType.Bool ? To(DType.Int64).Square() : Unary<SquareOp>();

    private readonly struct SquareOp : IUnaryOp<SquareOp>
    {
        public static string Name => "Square";

        public static string NodeName => "PowBackward0";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => x * x;

        public Tensor Backward(Tensor grad, Tensor saved) => Binary<SquareGradientOp>(grad, saved);
    }

    /// <summary>2·g·x in one pass, without memory for g·x.</summary>
    private readonly struct SquareGradientOp : IBinaryOp<SquareGradientOp>
    {
        public static string Name => "SquareBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.A;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            (a + a) * b;

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => Binary<SquareGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => Binary<SquareGradientOp>(grad, a);
    }
}
