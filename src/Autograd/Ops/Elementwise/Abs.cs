using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The absolute value of each element; the lowest integer of a type wraps around to itself.</summary>
    /// <remarks>Gradient: g times the sign of x, so 0 at 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Abs() => Unary<AbsOp>();

    private readonly struct AbsOp : INumberUnaryOp
    {
        public static string Name => "Abs";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
        {
            if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            {
                TensorPrimitives.Abs(x, y);
                return;
            }

            for (var i = 0; i < y.Length; i++) y[i] = T.IsNegative(x[i]) ? -x[i] : x[i];
        }

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Sign();
    }
}
