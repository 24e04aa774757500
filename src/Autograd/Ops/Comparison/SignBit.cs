using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Whether each element has a sign: below 0, or −0, or a NaN with the sign bit. Not differentiable.</summary>
    public Tensor SignBit() => _dtype switch
    {
        DType.Float32 => Map<float, bool, PredicateKernel<SignBitOp, float>>(DType.Bool),
        DType.Float64 => Map<double, bool, PredicateKernel<SignBitOp, double>>(DType.Bool),
        DType.Bool => Full(_shape, false),
        _ => this < 0,
    };

    /// <summary>Whether each element is ∞. Not differentiable.</summary>
    public Tensor IsPosInf() => _dtype.IsFloatingPoint() ? Eq(double.PositiveInfinity) : Full(_shape, false);

    /// <summary>Whether each element is −∞. Not differentiable.</summary>
    public Tensor IsNegInf() => _dtype.IsFloatingPoint() ? Eq(double.NegativeInfinity) : Full(_shape, false);

    private readonly struct SignBitOp : IFloatPredicate
    {
        public static bool OfIntegers => false;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<bool> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.IsNegative(x, y);
    }
}
