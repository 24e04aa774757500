using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The smaller of two elements, ignoring NaN; the operands broadcast and are promoted to one type.
    /// </summary>
    /// <remarks>
    /// NaN only where both are; see <see cref="Minimum"/>. Gradient: g to the smaller; to this tensor if both are
    /// equal.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Fmin(Tensor other) => Binary<FminOp>(AsBoundOf(NotNull(other)), other.AsBoundOf(this));

    private readonly struct FminOp : IBinaryOp<FminOp>
    {
        public static string Name => "Fmin";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        public static Tensor? OnBools(Tensor a, Tensor b) => a & b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Select(V.LessThan(b, a) | ~V.Equal(a, a), b, a);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => KeepWhere(grad, (a <= b) | b.IsNan());

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => KeepWhere(grad, ~((a <= b) | b.IsNan()));
    }
}
