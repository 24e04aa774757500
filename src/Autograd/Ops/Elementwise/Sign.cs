using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>−1, 0 or 1 by the sign of each element; 0 for NaN.</summary>
    /// <remarks>Gradient: 0.</remarks>
    public Tensor Sign() => _dtype == DType.Bool ? Clone() : Unary<SignOp>();

    private readonly struct SignOp : INumberUnaryOp
    {
        public static string Name => "Sign";

        public static Saves Saves => Saves.Nothing;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => Kernels.Sign.Forward(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}
