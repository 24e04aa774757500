using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>sin(πx) / (πx) of each element, 1 at 0; integers become Float32 first.</summary>
    /// <remarks>
    /// Gradient: g times the derivative, by series near 0, where the difference (πx·cos πx − sin πx) / (πx²) would cancel: derivatives of every
    /// order are right there too. Computed in double precision.
    /// </remarks>
    public Tensor Sinc() => Function(new SincOp(0), this);

    /// <summary>The derivative of the given order.</summary>
    private readonly struct SincOp(int order) : IFunctionOp<SincOp>
    {
        public static string Name => "Sinc";

        public static Saves Saves => Saves.Input;

        private int Order => order;

        public static void Forward<T>(SincOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        {
            if (op.Order == 0) DoubleFormula.Apply<T, CardinalSine>(x, y);
            else Special.Apply(new CardinalSineDerivative(op.Order), x, y);
        }

        public Tensor Backward(Tensor grad, Tensor saved) => grad * Function(new SincOp(order + 1), saved);
    }
}
