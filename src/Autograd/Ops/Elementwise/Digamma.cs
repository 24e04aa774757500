using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>ψ(x), the derivative of ln Γ(x), of each element: ∓∞ at ±0, NaN at −1, −2, …</summary>
    /// <remarks>
    /// Integers become Float32 first. Computed in double precision, within 2e-15 of the value or absolutely. Gradient: g·ψ′(x), see
    /// <see cref="Polygamma"/>.
    /// </remarks>
    public Tensor Digamma() => FloatUnary<DigammaOp>();

    /// <summary>ψ⁽ⁿ⁾(x), the n-th derivative of <see cref="Digamma"/>, of each element; the trigamma function for n = 1.</summary>
    /// <param name="n">The order, 0 or more.</param>
    /// <remarks>
    /// Integers become Float32 first. Whole numbers up to 0 are poles: ∞ for odd n, −∞ for even n, as in PyTorch, which for n = 1 only comes near.
    /// 0 at ∞. Computed in double precision, within 1e-14 of the value. Gradient: g·ψ⁽ⁿ⁺¹⁾(x).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public Tensor Polygamma(int n)
    {
        if (n < 0) throw new ArgumentOutOfRangeException(nameof(n), $"Polygamma: an order of {n}; it must be 0 or more");
        return n == 0 ? Digamma() : Function(new PolygammaOp(n), this);
    }

    private readonly struct DigammaOp : IFloatUnaryOp
    {
        public static string Name => "Digamma";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            DoubleFormula.Apply<T, Kernels.Digamma>(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Polygamma(1);
    }

    private readonly struct PolygammaOp(int n) : IFunctionOp<PolygammaOp>
    {
        private readonly Kernels.Polygamma _kernel = new(n);

        public static string Name => "Polygamma";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(PolygammaOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Special.Apply(op._kernel, x, y);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Polygamma(n + 1);
    }
}
