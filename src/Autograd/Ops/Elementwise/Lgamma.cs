using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The logarithm of the absolute value of the gamma function, ln |Γ(x)|, of each element; ∞ at 0, −1, −2, …</summary>
    /// <remarks>
    /// Integers become Float32 first. Computed in double precision, within 4e-16 of the value or absolutely. Gradient: g·ψ(x), see
    /// <see cref="Digamma"/>.
    /// </remarks>
    public Tensor Lgamma() => FloatUnary<LgammaOp>();

    private readonly struct LgammaOp : IFloatUnaryOp
    {
        public static string Name => "Lgamma";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            DoubleFormula.Apply<T, Kernels.LogGamma>(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Digamma();
    }
}
