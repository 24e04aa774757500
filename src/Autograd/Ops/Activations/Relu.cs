using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>max(x, 0), elementwise; NaN stays NaN.</summary>
    /// <remarks>Gradient: g where x is positive, 0 elsewhere, including at 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Relu() => Unary<ReluOp>();

    private readonly struct ReluOp : IUnaryOp<ReluOp>
    {
        public static string Name => "Relu";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.ClampMin(x, V.Zero);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<ReluGradientOp>(grad, saved);
    }

    /// <summary>g where y is not ≤ 0, so that the gradient passes for NaN, as in PyTorch.</summary>
    private readonly struct ReluGradientOp : IBinaryOp<ReluGradientOp>
    {
        public static string Name => "ReluBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Select(V.LessThanOrEqual(b, V.Zero), V.Zero, a);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<ReluGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ZerosLike(grad);
    }
}
