using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The greater of each two elements; NaN if either is. The operands broadcast and are promoted to one type; of Bool tensors it is or.
    /// </summary>
    /// <remarks>Gradient: g to the greater; half of it to each where they are equal.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Maximum(Tensor other) => Binary<MaximumOp>(this, NotNull(other));

    private readonly struct MaximumOp : IFusedNumberOp<MaximumOp>
    {
        public static string Name => "Maximum";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        public static Tensor? OnBools(Tensor a, Tensor b) => a | b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V a, V b)
            where V : struct, ISimd<V, T>
            where T : unmanaged, INumber<T> =>
            V.Max(a, b);

        public static Tensor BackwardA(Tensor grad, Tensor a, Tensor b)
        {
            var half = grad * 0.5;
            return KeepWhere(half, ~(a < b)) + KeepWhere(half, ~(a <= b));
        }

        public static Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => BackwardA(grad, b, a);
    }
}
