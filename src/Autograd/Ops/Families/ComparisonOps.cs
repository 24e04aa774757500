using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// An elementwise comparison or bitwise operation, which is not differentiable: its name and its formula. The formula
/// of a comparison gives a mask.
/// </summary>
internal interface INonDifferentiableOp : IBinaryFormula
{
    /// <summary>The operation's name in messages.</summary>
    static abstract string Name { get; }
}

public sealed partial class Tensor
{
    private static Tensor Compare<TOp>(Tensor a, Tensor b) where TOp : struct, INonDifferentiableOp
    {
        var dtype = DTypes.ComparisonType(a._dtype, a.NDim == 0, b._dtype, b.NDim == 0);
        var (x, y) = (a.Detached(dtype), b.Detached(dtype));
        var (left, right) = dtype == DType.Bool ? (x.AsBytes(), y.AsBytes())
            : dtype.IsReducedFloatingPoint() ? (x.Detached(DType.Float32), y.Detached(DType.Float32))
            : (x, y);
        var result = left.OnNumbers<ComparisonAction<TOp>, Tensor>(TOp.Name, new ComparisonAction<TOp>(right));
        return Tracing.IsActive ? Tracing.Record(result, TOp.Name, [x, y]) : result;
    }

    private static Tensor CompareNumber<TOp>(Tensor a, Scalar number) where TOp : struct, INonDifferentiableOp
    {
        var dtype = DTypes.ResultType(a._dtype, number);

        // An integer that the tensor's type cannot hold would wrap around and compare as another number.
        if (dtype.IsInteger() && dtype != DType.Int64) dtype = DType.Int64;
        var x = a.Detached(dtype);
        var left = dtype == DType.Bool ? x.AsBytes() : x;
        var result = left.OnNumbers<NumberComparisonAction<TOp>, Tensor>(TOp.Name, new NumberComparisonAction<TOp>(number));
        return Tracing.IsActive ? Tracing.Record(result, TOp.Name, [x], ("number", number)) : result;
    }

    /// <summary>The tensor converted to another type, recorded in a trace alone.</summary>
    private Tensor Detached(DType dtype) => _dtype == dtype ? this : Unrecorded().To(dtype);

    /// <summary>The tensor for an operation without a derivative: recorded in a trace alone.</summary>
    private Tensor Unrecorded() => Tracing.IsActive ? this : Alias();

    private readonly struct ComparisonAction<TOp>(Tensor b) : INumberAction<Tensor> where TOp : struct, INonDifferentiableOp
    {
        public Tensor Invoke<T>(Tensor a) where T : unmanaged, INumber<T> =>
            Zip<T, bool, ComparisonKernel<TOp, T>>(TOp.Name, default, a, b);
    }

    private readonly struct NumberComparisonAction<TOp>(Scalar number) : INumberAction<Tensor> where TOp : struct, INonDifferentiableOp
    {
        public Tensor Invoke<T>(Tensor a) where T : unmanaged, INumber<T> =>
            a.Map<T, bool, NumberComparisonKernel<TOp, T>>(new NumberComparisonKernel<TOp, T>(number.To<T>()));
    }

    private readonly struct ComparisonKernel<TOp, T> : IBinaryKernel<T, bool>
        where TOp : struct, INonDifferentiableOp
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> y) => Formula.Compare(default(TOp), a, b, y);
    }

    private readonly struct NumberComparisonKernel<TOp, T>(T number) : IUnaryKernel<T, bool>
        where TOp : struct, INonDifferentiableOp
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ReadOnlySpan<T> x, Span<bool> y)
        {
            var b = number;
            Formula.Compare(default(TOp), x, new ReadOnlySpan<T>(in b), y);
        }
    }
}
