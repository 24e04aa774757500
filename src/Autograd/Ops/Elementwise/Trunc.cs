using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Each element without what is behind the point; a copy of integers.</summary>
    /// <remarks>Gradient: 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Trunc() => _dtype.IsFloatingPoint() ? FloatUnary<TruncOp>() : CloneOfIntegers("Trunc");

    private readonly struct TruncOp : IFloatUnaryOp
    {
        public static string Name => "Trunc";

        public static Saves Saves => Saves.Nothing;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Truncate(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}
