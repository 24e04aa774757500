using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>x² of each element; of truth values in Int64.</summary>
    /// <remarks>Gradient: 2·g·x.</remarks>
    public Tensor Square() => _dtype == DType.Bool ? To(DType.Int64).Square() : Unary<SquareOp>();

    private readonly struct SquareOp : INumberUnaryOp
    {
        public static string Name => "Square";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> =>
            Formula.Apply<T, MulOp>(x, x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved * 2;
    }
}
