using System.Numerics;
using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd;

/// <summary>An elementwise question about one floating number; the answer is a Bool tensor outside of any graph.</summary>
internal interface IFloatPredicate
{
    /// <summary>The answer for every integer.</summary>
    static abstract bool OfIntegers { get; }

    static abstract void Forward<T>(ReadOnlySpan<T> x, Span<bool> y) where T : unmanaged, IFloatingPointIeee754<T>;
}

public sealed partial class Tensor
{
    /// <summary>Whether each element is not a number.</summary>
    public Tensor IsNan() => Ask<IsNanOp>();

    /// <summary>Whether each element is infinite, of either sign.</summary>
    public Tensor IsInf() => Ask<IsInfOp>();

    /// <summary>Whether each element is neither infinite nor NaN.</summary>
    public Tensor IsFinite() => Ask<IsFiniteOp>();

    private Tensor Ask<TOp>() where TOp : struct, IFloatPredicate => _dtype switch
    {
        DType.Float32 => Map<float, bool, PredicateKernel<TOp, float>>(DType.Bool),
        DType.Float64 => Map<double, bool, PredicateKernel<TOp, double>>(DType.Bool),
        _ => Full(_shape, TOp.OfIntegers),
    };

    private readonly struct PredicateKernel<TOp, T> : IUnaryKernel<T, bool>
        where TOp : struct, IFloatPredicate
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<bool> y) => TOp.Forward(x, y);
    }

    private readonly struct IsNanOp : IFloatPredicate
    {
        public static bool OfIntegers => false;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<bool> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.IsNaN(x, y);
    }

    private readonly struct IsInfOp : IFloatPredicate
    {
        public static bool OfIntegers => false;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<bool> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.IsInfinity(x, y);
    }

    private readonly struct IsFiniteOp : IFloatPredicate
    {
        public static bool OfIntegers => true;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<bool> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            TensorPrimitives.IsFinite(x, y);
    }
}
