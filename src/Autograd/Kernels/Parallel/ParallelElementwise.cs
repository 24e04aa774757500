using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Elementwise kernels on contiguous operands, split over threads where they are large.</summary>
/// <remarks>What a kernel makes of an element does not depend on where it stands, so that the results are the same to the bit.</remarks>
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

    // Apart, because pinning makes the whole method that does it slower to enter.
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
