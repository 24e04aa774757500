using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The tangent of each element, in radians. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·(1 + tan²x), from the saved output.</remarks>
    public Tensor Tan() => FloatUnary<TanOp>();

    private readonly struct TanOp : IFloatUnaryOp
    {
        public static string Name => "Tan";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Trigonometry.Tan(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved + 1);
    }
}
