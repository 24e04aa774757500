using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>x above 0, and α·(eˣ − 1) below, elementwise; integers become Float32 first.</summary>
    /// <param name="alpha">α; the limit towards −∞ is −α.</param>
    /// <remarks>
    /// Gradient: g above 0, g·α·eˣ at 0 and below. D.-A. Clevert et al., "Fast and accurate deep network learning by
    /// exponential linear units" (2015).
    /// </remarks>
    public Tensor Elu(double alpha = 1) => FloatUnary(new EluOp(alpha, 1, 1));

    /// <summary>
    /// x above 0, and α·(e^(x/α) − 1) below, elementwise; the slope at 0 is 1 for every α. Integers become Float32
    /// first.
    /// </summary>
    /// <param name="alpha">α; the limit towards −∞ is −α.</param>
    /// <remarks>
    /// Gradient: g above 0, g·e^(x/α) elsewhere. J. T. Barron, "Continuously differentiable exponential linear units"
    /// (2017).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">α is 0.</exception>
    public Tensor Celu(double alpha = 1)
    {
        if (alpha == 0) throw new ArgumentOutOfRangeException(nameof(alpha), "Celu: alpha is 0; it divides, so pass another number");
        return FloatUnary(new CeluOp(alpha));
    }

    /// <summary>
    /// λ·x above 0, and λ·α·(eˣ − 1) below, elementwise, with the λ and α that preserve mean 0 and variance 1 from
    /// layer to layer.
    /// </summary>
    /// <remarks>
    /// Integers become Float32 first. Gradient: g·λ above 0, g·λ·α·eˣ elsewhere. G. Klambauer et al., "Self-normalizing
    /// neural networks" (2017).
    /// </remarks>
    public Tensor Selu() => FloatUnary(new EluOp(SeluScale * SeluAlpha, SeluScale, 1));

    private const double SeluAlpha = 1.6732632423543772848;
    private const double SeluScale = 1.0507009873554804934;

    /// <summary>positive·x above 0, and negative·(e^(slope·x) − 1) below.</summary>
    private readonly struct EluOp(double negative, double positive, double slope) : IUnaryOp<EluOp>
    {
        public static string Name => "Elu";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.Select(V.LessThanOrEqual(x, V.Zero), VectorMath.Expm1(x * V.Number(slope)) * V.Number(negative), x * V.Number(positive));

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary(grad, saved, new EluGradientOp(negative * slope, positive, slope));
    }

    /// <summary>An ELU with its own node name, as in PyTorch.</summary>
    private readonly struct CeluOp(double alpha) : IUnaryOp<CeluOp>
    {
        public static string Name => "Celu";

        public static Saves Saves => Saves.Input;

        private EluOp Elu => new(alpha, 1, 1 / alpha);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            Elu.Invoke(x);

        public Tensor Backward(Tensor grad, Tensor saved) => Elu.Backward(grad, saved);
    }

    /// <summary>g·positive above 0, and g·negative·e^(slope·x) elsewhere.</summary>
    private readonly struct EluGradientOp(double negative, double positive, double slope) : IBinaryOp<EluGradientOp>
    {
        public static string Name => "EluBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a * V.Select(V.LessThanOrEqual(b, V.Zero), VectorMath.Exp(b * V.Number(slope)) * V.Number(negative), V.Number(positive));

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary(grad, b, this);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => FloatBinary(grad * a, b, new EluCurvatureOp(negative * slope, slope));
    }

    /// <summary>
    /// g·factor·e^(slope·x) below 0, and 0 elsewhere; at 0, where the slope is not continuous, 0 as in PyTorch.
    /// </summary>
    private readonly struct EluCurvatureOp(double factor, double slope) : IBinaryOp<EluCurvatureOp>
    {
        public static string Name => "EluBackwardBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.LessThan(b, V.Zero) & (a * (VectorMath.Exp(b * V.Number(slope)) * V.Number(factor)));

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary(grad, b, this);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => FloatBinary(grad * a, b, new EluCurvatureOp(factor * slope, slope));
    }
}
