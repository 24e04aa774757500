using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The greater of two elements; NaN if either is. The operands broadcast and are promoted to one type. For Bool
    /// tensors it is logical or.
    /// </summary>
    /// <remarks>Gradient: g to the greater; half of it to each if both are equal.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Maximum(Tensor other) => Binary<MaximumOp>(AsBoundOf(NotNull(other)), other.AsBoundOf(this));

    private readonly struct MaximumOp : IBinaryOp<MaximumOp>
    {
        public static string Name => "Maximum";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        public static Tensor? OnBools(Tensor a, Tensor b) => a | b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Max(a, b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => ShareOfLarger(grad, a, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ShareOfLarger(grad, b, a);
    }

    /// <summary>
    /// g where <paramref name="a"/> is the larger or either is NaN; half of it where they are equal; 0 elsewhere.
    /// </summary>
    private static Tensor ShareOfLarger(Tensor grad, Tensor a, Tensor b) =>
        Ternary(new ShareOfLargerOp(), grad, a, b, grad._shape);

    private readonly struct ShareOfLargerOp : ITernaryOp
    {
        public static string Name => "MaximumBackward";

        public static Operands NeededFor(int input) => input == 0 ? Operands.B | Operands.C : Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V> =>
            V.Select(V.LessThan(b, c), V.Zero, V.Select(V.Equal(b, c), a * V.Number(0.5), a));

        // The two compared operands affect only the selection, so that their gradient is 0.
        public Tensor Backward(int input, Tensor grad, Tensor a, Tensor b, Tensor c) =>
            input == 0 ? ShareOfLarger(grad, b, c) : ZerosLike(grad);
    }
}
