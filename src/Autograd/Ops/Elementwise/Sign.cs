using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The sign of each element: −1, 0 or 1; 0 for NaN.</summary>
    /// <remarks>Gradient: 0.</remarks>
    public Tensor Sign() => _dtype == DType.Bool ? Clone() : Unary<SignOp>();

    private readonly struct SignOp : IUnaryOp<SignOp>
    {
        public static string Name => "Sign";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => (V.LessThan(V.Zero, x) & V.One) - (V.LessThan(x, V.Zero) & V.One);

        public Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}
