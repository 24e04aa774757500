using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// 0 where an element is below 0 or NaN, 1 where it is above, and that of <paramref name="values"/> where it is 0; the operands
    /// broadcast.
    /// </summary>
    /// <param name="values">The values of the step at 0.</param>
    /// <remarks>The operands are promoted to one type. Gradient: 0 to this; g to the values where they are taken. PyTorch has none.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Heaviside(Tensor values) => Binary<HeavisideOp>(this, NotNull(values));

    private readonly struct HeavisideOp : IBinaryOp<HeavisideOp>
    {
        public static string Name => "Heaviside";

        public static Operands NeededForA => Operands.None;

        public static Operands NeededForB => Operands.A;

        public static Tensor? OnBools(Tensor a, Tensor b) => a | b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Select(V.Equal(a, V.Zero), b, V.LessThan(V.Zero, a) & V.One);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => ZerosLike(grad);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => KeepWhere(grad, a.Eq(0));
    }
}
