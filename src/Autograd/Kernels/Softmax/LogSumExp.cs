using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Computes log Σ exp(x) over one dimension. The maximum is subtracted first, so that no exponential overflows.
/// </summary>
internal static unsafe class LogSumExp
{
    /// <summary>y[o, i] = log Σₖ exp x[o, k, i]; −∞ if the dimension is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (length == 0) y.Fill(T.NegativeInfinity);
        if (length == 0 || y.IsEmpty) return;
        fixed (T* from = x, to = y)
        {
            var kernel = new Kernel<T>(from, to, outer, length, inner);
            Simd.Run<T, Kernel<T>>(ref kernel);
        }
    }

    /// <summary>The number to subtract: the maximum, or 0 if it is infinite, because ∞ − ∞ is NaN.</summary>
    private static T Shift<T>(T max) where T : unmanaged, IFloatingPointIeee754<T> => T.IsInfinity(max) ? T.Zero : max;

    private readonly struct Kernel<T>(T* x, T* y, int outer, int length, int inner) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            if (inner == 1) Rows<V>(x, y, outer, length);
            else Columns<V>(x, y, outer, length, inner);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Rows<V>(T* x, T* y, int rows, int length)
            where V : unmanaged, ISimdVector<V, T>
        {
            // Logarithms are cheaper for many rows at a time, so the shifts are kept until then.
            const int RowsAtOnce = 256;
            var shifts = stackalloc T[RowsAtOnce];
            for (var start = 0; start < rows; start += RowsAtOnce)
            {
                var count = Math.Min(RowsAtOnce, rows - start);
                if (V.Count > 1 && length <= V.Count) Short<V>(x, y + start, shifts, count, length);
                else
                    for (var o = 0; o < count; o++)
                    {
                        shifts[o] = Shift(ExpSums.Max<T, V>(x + o * length, length));
                        y[start + o] = ExpSums.Sum<T, V>(x + o * length, shifts[o], null, length);
                    }

                x += count * length;
                Scaling.Log(new Span<T>(y + start, count));
                for (var o = 0; o < count; o++) y[start + o] += shifts[o];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Short<V>(T* x, T* sums, T* shifts, int rows, int length)
            where V : unmanaged, ISimdVector<V, T>
        {
            var mask = V.FirstMask(length);
            V none = V.Create(T.NegativeInfinity), zero = V.Zero;
            for (var o = 0; o < rows; o++, x += length)
            {
                var row = V.Select(mask, V.LoadFirst(x, mask), none);
                shifts[o] = Shift(V.MaxAcross(row));
                sums[o] = V.Sum(V.Select(mask, VectorMath.ExpFlushToZero(row - V.Create(shifts[o])), zero));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Columns<V>(T* x, T* y, int outer, int length, int inner)
            where V : unmanaged, ISimdVector<V, T>
        {
            var panels = new ColumnPanels(length, inner, V.Count);
            var shift = stackalloc T[2 * ColumnPanels.MaxWidth];
            var sum = shift + ColumnPanels.MaxWidth;
            for (var o = 0; o < outer; o++, x += length * inner, y += inner)
            {
                for (var column = 0; column < inner; column += panels.Width)
                {
                    var width = panels.WidthAt(column);
                    ColumnExpSums.Max<T, V>(x + column, panels, width, inner, shift);
                    for (var j = 0; j < width; j++) shift[j] = Shift(shift[j]);
                    ColumnExpSums.Sum<T, V>(x + column, null, panels, width, inner, shift, sum);
                    var count = Math.Min(width, inner - column);
                    Scaling.Log(new Span<T>(sum, count));
                    for (var j = 0; j < count; j++) y[column + j] = sum[j] + shift[j];
                }
            }
        }
    }
}
