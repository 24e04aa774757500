namespace Autograd.Kernels;

/// <summary>Elementwise kernels on contiguous operands, shared out over threads where they are large.</summary>
/// <remarks>
/// Ranges start at multiples of <see cref="Grain"/>, so that vectors and the scalar rest fall on the same elements as in one run over all, and the
/// results are the same to the bit.
/// </remarks>
internal static unsafe class SharedElementwise
{
    /// <summary>The fewest elements worth a turn of a thread.</summary>
    internal const int Grain = 1 << 15;

    /// <summary>The elements from which waking other threads pays.</summary>
    private const int Smallest = 4 * Grain;

    /// <summary>Whether a loop over so many elements that starts here is shared out.</summary>
    internal static bool IsShared(int count) => count >= Smallest && ThreadTeam.IsOpen;

    public static void Unary<TIn, TOut, TKernel>(ReadOnlySpan<TIn> x, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        if (!IsShared(y.Length))
        {
            TKernel.Invoke(x, y);
            return;
        }

        fixed (TIn* px = x)
        fixed (TOut* py = y)
            ThreadTeam.For(y.Length, Grain, new UnaryRange<TIn, TOut, TKernel>(px, py));
    }

    public static void Binary<TIn, TOut, TKernel>(ReadOnlySpan<TIn> a, ReadOnlySpan<TIn> b, Span<TOut> y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        if (!IsShared(y.Length))
        {
            TKernel.Invoke(a, b, y);
            return;
        }

        fixed (TIn* pa = a, pb = b)
        fixed (TOut* py = y)
            ThreadTeam.For(y.Length, Grain, new BinaryRange<TIn, TOut, TKernel>(pa, pb, py));
    }

    private readonly struct UnaryRange<TIn, TOut, TKernel>(TIn* x, TOut* y) : IRangeAction
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        public void Invoke(int start, int end) => TKernel.Invoke(new ReadOnlySpan<TIn>(x + start, end - start), new Span<TOut>(y + start, end - start));
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
