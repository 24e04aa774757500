using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.SoftMarginLoss"/>.</summary>
    internal static Tensor SoftMargin(Tensor input, Tensor target, Reduction reduction) =>
        PointwiseLoss<SoftMarginOp>(input, target, reduction);

    /// <summary>ln(1 + e^(−xy)), without overflow.</summary>
    private readonly struct SoftMarginOp : IBinaryOp<SoftMarginOp>
    {
        public static string Name => "SoftMarginLoss";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var z = a * b;
            return V.Max(-z, V.Zero) + VectorMath.Log1p(VectorMath.Exp(-V.Abs(z)));
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => -grad * (b * (-(a * b)).Sigmoid());

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -grad * (a * (-(a * b)).Sigmoid());
    }
}
