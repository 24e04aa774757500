using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Elementwise kernels on contiguous operands, split over threads where they are large.</summary>
/// <remarks>
/// The result for an element does not depend on its position, so that results are the same to the bit for any number of
/// threads.
/// </remarks>
internal static unsafe class ParallelElementwise
{
    /// <summary>y[i] = f(x[i]), where an element takes the time of <paramref name="cost"/> additions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unary<TIn, TOut, TKernel>(TKernel kernel, ReadOnlySpan<TIn> x, Span<TOut> y, int cost = 1)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        if (ParallelFor.ShouldSplit((long)y.Length * cost)) RunParallel(kernel, x, y, cost);
        else kernel.Invoke(x, y);
    }

    /// <summary>
    /// y[i] = f(a[i], b[i]). An operand may have one element, which serves every element of the result.
    /// </summary>
    public static void Binary<TIn, TOut, TKernel>(TKernel kernel, ReadOnlySpan<TIn> a, ReadOnlySpan<TIn> b, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        fixed (TIn* pa = a, pb = b)
        fixed (TOut* py = y)
        {
            var range = new BinaryRange<TIn, TOut, TKernel>(kernel, pa, a.Length == 1 ? 0 : 1, pb, b.Length == 1 ? 0 : 1, py);
            ParallelFor.Run(y.Length, 1, range);
        }
    }

    // Not part of the entry point, because a method that pins takes longer to enter.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunParallel<TIn, TOut, TKernel>(TKernel kernel, ReadOnlySpan<TIn> x, Span<TOut> y, int cost)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        fixed (TIn* px = x)
        fixed (TOut* py = y)
            ParallelFor.Run(y.Length, cost, new UnaryRange<TIn, TOut, TKernel>(kernel, px, py));
    }

    private readonly struct UnaryRange<TIn, TOut, TKernel>(TKernel kernel, TIn* x, TOut* y) : IRangeAction
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        public void Invoke(int start, int end)
        {
            var length = end - start;
            kernel.Invoke(new ReadOnlySpan<TIn>(x + start, length), new Span<TOut>(y + start, length));
        }
    }

    private readonly struct BinaryRange<TIn, TOut, TKernel>(TKernel kernel, TIn* a, int stepA, TIn* b, int stepB, TOut* y) : IRangeAction
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        public void Invoke(int start, int end)
        {
            var length = end - start;
            kernel.Invoke(
                new ReadOnlySpan<TIn>(a + (nint)stepA * start, stepA == 0 ? 1 : length),
                new ReadOnlySpan<TIn>(b + (nint)stepB * start, stepB == 0 ? 1 : length),
                new Span<TOut>(y + start, length));
        }
    }
}
