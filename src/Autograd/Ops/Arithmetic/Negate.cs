using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>−x, elementwise.</summary>
    /// <remarks>Gradient: −g.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public static Tensor operator -(Tensor x) => NotNull(x).Unary<NegOp>();

    private readonly struct NegOp : INumberUnaryOp, IUnaryFormula
    {
        public static string Name => "Neg";

        public static Saves Saves => Saves.Nothing;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => Formula.Apply<T, NegOp>(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            -x;

        public static Tensor Backward(Tensor grad, Tensor saved) => -grad;
    }
}
