using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The logarithm of the absolute value of the gamma function, ln |Γ(x)|, of each element; ∞ at 0, −1, −2, …
    /// </summary>
    /// <remarks>
    /// Integers become Float32 first. Computed in double precision with a relative or absolute error of 4e-16.
    /// Gradient: g·ψ(x), see <see cref="Digamma"/>.
    /// </remarks>
    public Tensor Lgamma() => FloatUnary<LgammaOp>();

    private readonly struct LgammaOp : IUnaryOp<LgammaOp>
    {
        public static string Name => "Lgamma";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.LogGamma(x);

        public static void Forward<T>(LgammaOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => DoubleFormula.Apply(op, x, y);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Digamma();
    }
}
