using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Selects the softmax or its logarithm, as a constant inside the kernels.</summary>
internal interface ISoftmaxForm
{
    static abstract bool IsLog { get; }

    static abstract string Name { get; }
}

/// <summary>exp(x) / Σ exp(x).</summary>
internal readonly struct PlainSoftmax : ISoftmaxForm
{
    public static bool IsLog => false;

    public static string Name => "Softmax";
}

/// <summary>x − log Σ exp(x).</summary>
internal readonly struct LogOfSoftmax : ISoftmaxForm
{
    public static bool IsLog => true;

    public static string Name => "LogSoftmax";
}

/// <summary>
/// Softmax and its logarithm over one dimension, and their gradients. The maximum is subtracted first, so that no
/// exponential overflows.
/// </summary>
internal static unsafe class Softmax
{
    /// <summary>y = exp(x − max x) / Σ exp(x − max x), or its logarithm x − max x − log Σ exp(x − max x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T, TForm>(ReadOnlySpan<T> x, Span<T> y, OuterDimInner walk)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TForm : struct, ISoftmaxForm
    {
        if (y.IsEmpty) return;
        fixed (T* from = x, to = y)
        {
            if (walk.Inner == 1)
            {
                ParallelFor.Run(
                    walk.Outer, walk.Length, new RowRange<T, TForm>(from, to, walk.Length), SoftmaxRows<T, TForm>.RowMultiple(walk.Length));
            }
            else
            {
                var columns = new SoftmaxColumns<T, TForm>(from, to, walk);
                Simd.Run<T, SoftmaxColumns<T, TForm>>(ref columns);
            }
        }
    }

    /// <summary>
    /// Computes the softmax of each row of a matrix, the maxima of the rows, and the sums of exp(x − max).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<T>(ReadOnlySpan<T> x, Span<T> y, int length, Span<T> maxima, Span<T> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = x, to = y, max = maxima, sum = sums)
        {
            var rows = new SoftmaxRows<T, PlainSoftmax>(from, to, maxima.Length, length, max, sum);
            Simd.Run<T, SoftmaxRows<T, PlainSoftmax>>(ref rows);
        }
    }

    /// <summary>
    /// Computes the softmax of each row of a matrix in place, given the logarithms of the sums of its exponentials.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromLogSums<T>(Span<T> x, int length, ReadOnlySpan<T> logSums) where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* rows = x, shifts = logSums)
        {
            var kernel = new ExpRows<T>(rows, shifts, logSums.Length, length);
            Simd.Run<T, ExpRows<T>>(ref kernel);
        }
    }

    /// <summary>
    /// dx = y·(dy − Σ dy·y) from the softmax y, or dx = dy − eʸ·Σ dy from its logarithm; dx may be dy.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T, TForm>(ReadOnlySpan<T> dy, ReadOnlySpan<T> y, Span<T> dx, OuterDimInner walk)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TForm : struct, ISoftmaxForm
    {
        if (dx.IsEmpty) return;
        fixed (T* g = dy, from = y, to = dx)
        {
            if (walk.Inner == 1)
            {
                ParallelFor.Run(walk.Outer, walk.Length, new RowRangeBackward<T, TForm>(g, from, to, walk.Length));
            }
            else
            {
                var columns = new SoftmaxColumnsBackward<T, TForm>(g, from, to, walk);
                Simd.Run<T, SoftmaxColumnsBackward<T, TForm>>(ref columns);
            }
        }
    }

    private readonly struct RowRange<T, TForm>(T* x, T* y, int length) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TForm : struct, ISoftmaxForm
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var at = (nint)start * length;
            var rows = new SoftmaxRows<T, TForm>(x + at, y + at, end - start, length);
            Simd.Run<T, SoftmaxRows<T, TForm>>(ref rows);
        }
    }

    private readonly struct RowRangeBackward<T, TForm>(T* dy, T* y, T* dx, int length) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TForm : struct, ISoftmaxForm
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var at = (nint)start * length;
            var rows = new SoftmaxRowsBackward<T, TForm>(dy + at, y + at, dx + at, end - start, length);
            Simd.Run<T, SoftmaxRowsBackward<T, TForm>>(ref rows);
        }
    }
}
