using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The hyperbolic tangent of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·(1 − tanh²x), from the saved output.</remarks>
    public Tensor Tanh() => FloatUnary<TanhOp>();

    private readonly struct TanhOp : IFloatUnaryOp
    {
        public static string Name => "Tanh";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Kernels.Hyperbolic.Tanh(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<TanhGradientOp>(grad, saved);
    }

    /// <summary>g·(1 − y²) in one pass over the memory.</summary>
    private readonly struct TanhGradientOp : IFloatBinaryOp
    {
        public static string Name => "TanhBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var i = 0;
            if (Vector.IsHardwareAccelerated)
            {
                for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
                {
                    var grad = new Vector<T>(a[i..]);
                    var output = new Vector<T>(b[i..]);
                    (grad * (Vector<T>.One - output * output)).CopyTo(y[i..]);
                }
            }

            for (; i < y.Length; i++) y[i] = a[i] * (T.One - b[i] * b[i]);
        }

        public static void Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Multiply(a, T.One - b * b, y);

        public static void Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        {
            for (var i = 0; i < y.Length; i++) y[i] = a * (T.One - b[i] * b[i]);
        }

        public static Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<TanhGradientOp>(grad, b);

        public static Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * a * b * -2;
    }
}
