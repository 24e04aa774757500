using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The cosine of each element, in radians. Integers become Float32 first.</summary>
    /// <remarks>Gradient: −g·sin x.</remarks>
    public Tensor Cos() => FloatUnary<CosOp>();

    private readonly struct CosOp : IFloatUnaryOp
    {
        public static string Name => "Cos";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Trigonometry.Cos(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => -grad * saved.Sin();
    }
}
