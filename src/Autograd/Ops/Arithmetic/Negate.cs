using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>−x, elementwise.</summary>
    /// <remarks>Gradient: −g.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public static Tensor operator -(Tensor x) => x.Unary<NegOp>();

    private readonly struct NegOp : INumberUnaryOp
    {
        public static string Name => "Neg";

        public static Saves Saves => Saves.Nothing;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Negate(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => -grad;
    }
}
