using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// A binary operation that is a formula of a few steps, applied in one pass over memory: it is written once for vectors and once
/// for single numbers. What gradient formulas are made of where a chain of tensor operations would cost.
/// </summary>
internal interface IFusedBinaryOp<TSelf> : IFloatBinaryOp, IZipKernel
    where TSelf : struct, IFusedBinaryOp<TSelf>
{
    static void IFloatBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) =>
        Kernels.Zip.Invoke<T, TSelf>(a, b, y);

    static void IFloatBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) => Kernels.Zip.Invoke<T, TSelf>(a, b, y);

    static void IFloatBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) => Kernels.Zip.Invoke<T, TSelf>(a, b, y);
}
