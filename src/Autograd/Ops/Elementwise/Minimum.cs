using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The smaller of two elements; NaN if either is. The operands broadcast and are promoted to one type. For Bool
    /// tensors it is logical and.
    /// </summary>
    /// <remarks>Gradient: g to the smaller; half of it to each if both are equal.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Minimum(Tensor other) => Binary<MinimumOp>(AsBoundOf(NotNull(other)), other.AsBoundOf(this));

    private readonly struct MinimumOp : IBinaryOp<MinimumOp>
    {
        public static string Name => "Minimum";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        public static Tensor? OnBools(Tensor a, Tensor b) => a & b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Min(a, b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => ShareOfLarger(grad, b, a);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ShareOfLarger(grad, a, b);
    }
}
