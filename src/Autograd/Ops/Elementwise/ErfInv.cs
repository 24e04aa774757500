using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The y with erf y = x, of each element: ±∞ at ±1, NaN beyond. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·√π/2·e^(y²), from the saved output.</remarks>
    public Tensor ErfInv() => FloatUnary<ErfinvOp>();

    private readonly struct ErfinvOp : IFloatUnaryOp
    {
        public static string Name => "Erfinv";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Kernels.ErrorFunction.ErfInv(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved.Square().Exp() * 0.88622692545275801365);
    }
}
