using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The standard deviations over one dimension.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="correction">1 for the sample's estimate (Bessel), 0 for the root of the mean square, as NumPy has it.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <remarks>Gradient: g·(x − mean) / ((n − correction)·std); 0 where the deviation is 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Std(int dim, int correction = 1, bool keepDim = false) => Std([dim], correction, keepDim);

    /// <summary>The standard deviation of all elements, or the deviations over several dimensions: the root of the variance.</summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="correction">1 for the sample's estimate (Bessel), 0 for the root of the mean square, as NumPy has it.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <remarks>Gradient: g·(x − mean) / ((n − correction)·std); 0 where the deviation is 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Std(ReadOnlySpan<int> dims = default, int correction = 1, bool keepDim = false) =>
        Variance("Std", dims, correction, keepDim).FloatUnary<RootOp>();

    /// <summary>
    /// A square root whose gradient at 0 is 0 and not infinite: what a deviation or a norm of nothing but zeros needs.
    /// </summary>
    private readonly struct RootOp : IFloatUnaryOp
    {
        public static string Name => "Sqrt";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.Sqrt(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved)
        {
            // The divisor is 1 where the root is 0, so that the gradient of this quotient, too, has no 0/0.
            var isZero = saved.Eq(0);
            return KeepWhere(grad / (saved.MaskedFill(isZero, 1) * 2), ~isZero);
        }
    }
}
