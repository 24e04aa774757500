using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// The formula with which <see cref="Tensor.Gelu"/> computes the distribution function of the normal distribution.
/// </summary>
public enum GeluApproximation
{
    /// <summary>The exact function, by the error function.</summary>
    None,

    /// <summary>An approximation by a hyperbolic tangent, which the first published models used.</summary>
    Tanh,
}

public sealed partial class Tensor
{
    /// <summary>
    /// x·Φ(x) of each element, with Φ the distribution function of the standard normal; integers become Float32 first.
    /// </summary>
    /// <param name="approximate">
    /// <see cref="GeluApproximation.None"/> for the exact Φ; <see cref="GeluApproximation.Tanh"/> for (1 +
    /// tanh(√(2/π)·(x + 0.044715·x³))) / 2.
    /// </param>
    /// <remarks>
    /// Gradient: g·(Φ(x) + x·Φ′(x)). D. Hendrycks and K. Gimpel, "Gaussian error linear units" (2016).
    /// </remarks>
    public Tensor Gelu(GeluApproximation approximate = GeluApproximation.None) =>
        approximate == GeluApproximation.None ? FloatUnary<GeluOp>() : FloatUnary<GeluTanhOp>();

    private readonly struct GeluOp : IUnaryOp<GeluOp>
    {
        public static string Name => "Gelu";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            x * VectorMath.NormalCdf(x, out _);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<GeluGradientOp>(grad, saved);
    }

    /// <summary>g·(Φ(x) + x·φ(x)) in one pass over the memory, with the density φ = Φ′.</summary>
    private readonly struct GeluGradientOp : IBinaryOp<GeluGradientOp>
    {
        private const double DensityAtZero = 0.39894228040143267794;

        public static string Name => "GeluBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var distribution = VectorMath.NormalCdf(b, out var bell);
            return a * V.MultiplyAdd(b, bell * V.Number(DensityAtZero), distribution);
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<GeluGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b)
        {
            // Beyond the bound the density is 0, and without it the square might overflow.
            var square = b.Clamp(-50, 50).Square();
            return grad * a * ((square * -0.5).Exp() * (2 - square) * DensityAtZero);
        }
    }
}
