using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Elementwise kernels on contiguous operands, split over threads where they are large.</summary>
/// <remarks>
/// The result for an element does not depend on its position, so that results are the same to the bit for any number of
/// threads.
/// </remarks>
internal static unsafe class ParallelElementwise
{
    public static void Unary<TIn, TOut, TKernel>(ReadOnlySpan<TIn> x, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        if (ParallelFor.Pays(y.Length)) Share<TIn, TOut, TKernel>(x, y);
        else TKernel.Invoke(x, y);
    }

    public static void Binary<TIn, TOut, TKernel>(ReadOnlySpan<TIn> a, ReadOnlySpan<TIn> b, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        if (ParallelFor.Pays(y.Length)) Share<TIn, TOut, TKernel>(a, b, y);
        else TKernel.Invoke(a, b, y);
    }

    // Not part of the entry points, because a method that pins takes longer to enter.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Share<TIn, TOut, TKernel>(ReadOnlySpan<TIn> x, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        fixed (TIn* px = x)
        fixed (TOut* py = y)
            ParallelFor.Run(y.Length, 1, new UnaryRange<TIn, TOut, TKernel>(px, py));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Share<TIn, TOut, TKernel>(ReadOnlySpan<TIn> a, ReadOnlySpan<TIn> b, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        fixed (TIn* pa = a, pb = b)
        fixed (TOut* py = y)
            ParallelFor.Run(y.Length, 1, new BinaryRange<TIn, TOut, TKernel>(pa, pb, py));
    }

    private readonly struct UnaryRange<TIn, TOut, TKernel>(TIn* x, TOut* y) : IRangeAction
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        public void Invoke(int start, int end)
        {
            var length = end - start;
            TKernel.Invoke(new ReadOnlySpan<TIn>(x + start, length), new Span<TOut>(y + start, length));
        }
    }

    private readonly struct BinaryRange<TIn, TOut, TKernel>(TIn* a, TIn* b, TOut* y) : IRangeAction
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        public void Invoke(int start, int end)
        {
            var length = end - start;
            TKernel.Invoke(new ReadOnlySpan<TIn>(a + start, length), new ReadOnlySpan<TIn>(b + start, length), new Span<TOut>(y + start, length));
        }
    }
}
