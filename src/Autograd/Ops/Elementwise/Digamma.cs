using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>ψ(x), the derivative of ln Γ(x), of each element: ∓∞ at ±0, NaN at −1, −2, …</summary>
    /// <remarks>
    /// Integers become Float32 first. Computed in double precision with a relative or absolute error of 2e-15.
    /// Gradient: g·ψ′(x), see <see cref="Polygamma"/>.
    /// </remarks>
    public Tensor Digamma() => FloatUnary<DigammaOp>();

    /// <summary>
    /// ψ⁽ⁿ⁾(x), the n-th derivative of <see cref="Digamma"/>, of each element; the trigamma function for n = 1.
    /// </summary>
    /// <param name="n">The order, 0 or more.</param>
    /// <remarks>
    /// Integers become Float32 first. The integers up to 0 are poles: ∞ for odd n, −∞ for even n, as in PyTorch, which
    /// for n = 1 gives only a large number. 0 at ∞. Computed in double precision with a relative error of 1e-14.
    /// Gradient: g·ψ⁽ⁿ⁺¹⁾(x).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public Tensor Polygamma(int n)
    {
        if (n < 0) throw new ArgumentOutOfRangeException(nameof(n), $"Polygamma: an order of {n}; it must be 0 or more");
        return n == 0 ? Digamma() : FloatUnary(new PolygammaOp(n));
    }

    private readonly struct DigammaOp : IUnaryOp<DigammaOp>
    {
        public static string Name => "Digamma";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Digamma(x);

        public static void Forward<T>(DigammaOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => DoubleFormula.Apply(op, x, y);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Polygamma(1);
    }

    private readonly struct PolygammaOp(int n) : IUnaryOp<PolygammaOp>
    {
        public static string Name => "Polygamma";

        public static Saves Saves => Saves.Input;

        public static int Cost => Kernels.Polygamma.Cost;

        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.MapLanes(x, new Kernels.Polygamma(n));

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Polygamma(n + 1);
    }
}
