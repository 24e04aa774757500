using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>−x, elementwise.</summary>
    /// <remarks>Gradient: −g.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public static Tensor operator -(Tensor x) => NotNull(x).Unary<NegOp>();

    private readonly struct NegOp : IUnaryOp<NegOp>
    {
        public static string Name => "Neg";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            -x;

        public Tensor Backward(Tensor grad, Tensor saved) => -grad;
    }
}
