using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// a·σ(b) with the logistic function σ, where a and b are the two halves of the tensor along a dimension.
    /// </summary>
    /// <param name="dim">The dimension to halve, of even size; negative counts from the last.</param>
    /// <remarks>
    /// Integers become Float32 first. Gradient: g·σ(b) to the first half, g·a·σ(b)·(1 − σ(b)) to the second. Y. Dauphin
    /// et al., "Language modeling with gated convolutional networks" (2016).
    /// </remarks>
    /// <exception cref="ArgumentException">The size is odd, or the tensor is 0-dimensional.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Glu(int dim = -1)
    {
        if (NDim == 0) throw new ArgumentException("Glu: a 0-dimensional tensor has no dimension to halve; it needs at least one");
        var d = _shape.Dim(dim, "Glu");
        var size = _shape.Sizes[d];
        if (size % 2 != 0) throw new ArgumentException($"Glu: dimension {dim} of shape {_shape} has size {size}, which is odd; it is to be halved");
        var halves = Split([size / 2, size / 2], d);
        return FloatBinary<GluOp>(halves[0], halves[1]);
    }

    private readonly struct GluOp : IBinaryOp<GluOp>
    {
        public static string Name => "Glu";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a * VectorMath.Sigmoid(b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<GluOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => FloatBinary<SigmoidGradientOp>(grad * a, b.Sigmoid());
    }
}
