using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// A derivative s(x) that is a formula of the input, written such that no square overflows or cancels.
/// </summary>
internal interface ISlope
{
    /// <summary>The name of the gradient's operation.</summary>
    static abstract string Name { get; }

    /// <summary>The slope s(x).</summary>
    static abstract V Of<V>(V x) where V : struct, ISimdVector<V>;

    /// <summary>g·s′(x), from x and s(x).</summary>
    static abstract Tensor Derivative(Tensor grad, Tensor x, Tensor slope);
}

public sealed partial class Tensor
{
    /// <summary>g·s(x) in one pass over the memory.</summary>
    private readonly struct SlopeOp<TSlope> : IBinaryOp<SlopeOp<TSlope>> where TSlope : struct, ISlope
    {
        public static string Name => TSlope.Name;

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => a * TSlope.Of(b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<SlopeOp<TSlope>>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) =>
            TSlope.Derivative(grad * a, b, FloatBinary<SlopeOp<TSlope>>(OnesLike(b), b));
    }
}
