using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>log(1 + eˣ) of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·sigmoid(x).</remarks>
    public Tensor Softplus() => FloatUnary<SoftplusOp>();

    private readonly struct SoftplusOp : IFloatUnaryOp
    {
        public static string Name => "Softplus";                 // SoftplusBackward0 in GradFn

        public static Saves Saves => Saves.Input;                // what Backward is handed: Input, Output or Nothing

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        {
            // max(x, 0) + log1p(e^-|x|) neither overflows nor loses digits.
            for (var i = 0; i < x.Length; i++) y[i] = T.Max(x[i], T.Zero) + T.LogP1(T.Exp(-T.Abs(x[i])));
        }

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Sigmoid();
    }
}
