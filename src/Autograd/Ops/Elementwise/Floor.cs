using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The greatest whole number that is not above each element; a copy of integers.</summary>
    /// <remarks>Gradient: 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Floor() => _dtype.IsFloatingPoint() ? FloatUnary<FloorOp>() : CloneOfIntegers("Floor");

    private readonly struct FloorOp : IFloatUnaryOp
    {
        public static string Name => "Floor";

        public static Saves Saves => Saves.Nothing;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Floor(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}
