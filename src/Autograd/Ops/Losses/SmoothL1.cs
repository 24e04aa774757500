using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.SmoothL1Loss"/> for β above 0.</summary>
    internal static Tensor SmoothL1(Tensor input, Tensor target, Reduction reduction, double beta) =>
        PointwiseLoss(input, target, reduction, new SmoothL1Op(beta));

    /// <summary>Implements <see cref="NN.F.HuberLoss"/>.</summary>
    internal static Tensor Huber(Tensor input, Tensor target, Reduction reduction, double delta) =>
        PointwiseLoss(input, target, reduction, new HuberOp(delta));

    /// <summary>d²/2β where |d| is below β, |d| − β/2 elsewhere, of the difference d.</summary>
    private readonly struct SmoothL1Op(double beta) : IBinaryOp<SmoothL1Op>
    {
        public static string Name => "SmoothL1Loss";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var d = V.Abs(a - b);
            return V.Select(V.LessThan(d, V.Number(beta)), V.Number(0.5) * d * d / V.Number(beta), d - V.Number(0.5 * beta));
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => Ternary(new ResidualOp(beta, beta), grad, a, b, a._shape);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => Ternary(new ResidualOp(beta, beta), -grad, a, b, a._shape);
    }

    /// <summary>d²/2 where |d| is at most δ, δ·(|d| − δ/2) elsewhere, of the difference d.</summary>
    private readonly struct HuberOp(double delta) : IBinaryOp<HuberOp>
    {
        public static string Name => "HuberLoss";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var d = V.Abs(a - b);
            return V.Select(
                V.LessThanOrEqual(d, V.Number(delta)), V.Number(0.5) * d * d, V.Number(delta) * (d - V.Number(0.5 * delta)));
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => Ternary(new ResidualOp(delta, 1), grad, a, b, a._shape);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => Ternary(new ResidualOp(delta, 1), -grad, a, b, a._shape);
    }

    /// <summary>g·(x − y)/divisor with the difference kept within ±bound: the gradient of both losses.</summary>
    private readonly struct ResidualOp(double bound, double divisor) : ITernaryOp
    {
        public static string Name => "SmoothL1LossBackward";

        public static Operands NeededFor(int input) => input == 0 ? Operands.B | Operands.C : Operands.A | Operands.B | Operands.C;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V> =>
            a * (V.ClampMax(V.ClampMin(b - c, V.Number(-bound)), V.Number(bound)) / V.Number(divisor));

        public Tensor Backward(int input, Tensor grad, Tensor a, Tensor b, Tensor c)
        {
            if (input == 0) return Ternary(this, grad, b, c, b._shape);
            var slope = KeepWhere(grad * a / divisor, (b - c).Abs() < bound);
            return input == 1 ? slope : -slope;
        }
    }
}
