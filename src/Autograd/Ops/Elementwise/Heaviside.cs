using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The step function: 0 where an element is negative or NaN, 1 where it is positive, and <paramref name="values"/>
    /// where it is 0; the operands broadcast.
    /// </summary>
    /// <param name="values">The results where an element is 0.</param>
    /// <remarks>
    /// The operands are promoted to one type. Gradient: 0 to this; g to the values where an element is 0. PyTorch has
    /// no gradient.
    /// </remarks>
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
