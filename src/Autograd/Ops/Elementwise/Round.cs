using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The nearest whole number to each element, the even one if two are as near; a copy of integers.</summary>
    /// <remarks>Gradient: 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Round() => _dtype.IsFloatingPoint() ? FloatUnary<RoundOp>() : CloneOfIntegers("Round");

    private readonly struct RoundOp : IFloatUnaryOp
    {
        public static string Name => "Round";

        public static Saves Saves => Saves.Nothing;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Round(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}
