using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Autograd.Kernels;

/// <summary>Gathers rows of a contiguous table by a list of row numbers, and adds rows to it.</summary>
internal static unsafe class RowGather
{
    /// <summary>
    /// y[k] = x[rows[k]] for rows of <paramref name="width"/> elements; the list must have been checked.
    /// </summary>
    public static void Gather<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> rows, int width, Span<T> y) where T : unmanaged
    {
        if (y.IsEmpty) return;
        fixed (T* source = x, target = y)
        fixed (int* row = rows)
        {
            var size = width * sizeof(T);
            ParallelFor.Run(rows.Length, (size + sizeof(float) - 1) / sizeof(float), new CopyRange((byte*)source, row, size, (byte*)target));
        }
    }

    /// <summary>
    /// The greatest width of rows that are added number by number: a masked load cannot be forwarded from the masked
    /// store before it, and stalls if a row is soon repeated.
    /// </summary>
    private const int NarrowRow = 4;

    /// <summary>
    /// The greatest length of a run of repeated rows, so that the run stays in the first-level cache.
    /// </summary>
    private const int LongRun = 2048;

    /// <summary>x[rows[k]] += y[k], in order of k, so that the sums for repeated rows are reproducible.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScatterAdd<T>(ReadOnlySpan<T> y, ReadOnlySpan<int> rows, int width, Span<T> x) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) && width > NarrowRow)
            AddFloats(MemoryMarshal.Cast<T, float>(y), rows, width, MemoryMarshal.Cast<T, float>(x));
        else if (typeof(T) == typeof(double) && width > NarrowRow)
            AddFloats(MemoryMarshal.Cast<T, double>(y), rows, width, MemoryMarshal.Cast<T, double>(x));
        else
            AddPlain(y, rows, width, x);
    }

    /// <summary>Repeats a row until <paramref name="y"/> is full, by copying runs of doubling length.</summary>
    public static void Repeat<T>(ReadOnlySpan<T> row, Span<T> y) where T : unmanaged
    {
        if (y.IsEmpty) return;
        row.CopyTo(y);
        var run = row.Length;
        for (var at = run; at < y.Length;)
        {
            var count = Math.Min(run, y.Length - at);
            y[..count].CopyTo(y[at..]);
            at += count;
            if (run < LongRun) run = at;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPlain<T>(ReadOnlySpan<T> y, ReadOnlySpan<int> rows, int width, Span<T> x) where T : unmanaged, INumber<T>
    {
        fixed (T* first = y, table = x)
        {
            var from = first;
            for (var k = 0; k < rows.Length; k++, from += width)
            {
                var to = table + (nint)rows[k] * width;
                for (var j = 0; j < width; j++) to[j] = unchecked(to[j] + from[j]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFloats<T>(ReadOnlySpan<T> y, ReadOnlySpan<int> rows, int width, Span<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = y, to = x)
        fixed (int* row = rows)
        {
            var kernel = new AddKernel<T>(from, row, rows.Length, width, to);
            Simd.Run<T, AddKernel<T>>(ref kernel);
        }
    }

    /// <summary>Copies a part of the rows.</summary>
    private readonly struct CopyRange(byte* x, int* rows, int size, byte* y) : IRangeAction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var to = y + (nint)start * size;
            switch (size)
            {
                case 4: CopyAs<int>(start, end, to); return;
                case 8: CopyAs<long>(start, end, to); return;
                case 16: CopyAs<Vector128<byte>>(start, end, to); return;
                case 32: CopyAs<Vector256<byte>>(start, end, to); return;
                case 64: CopyAs<Vector512<byte>>(start, end, to); return;
            }

            var kernel = new CopyKernel(x, rows + start, end - start, size, to);
            Simd.Run<byte, CopyKernel>(ref kernel);
        }

        /// <summary>Copies rows of the size of one vector, without a call for each.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void CopyAs<TRow>(int start, int end, byte* to) where TRow : unmanaged
        {
            for (nint k = start; k < end; k++, to += sizeof(TRow))
                Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<TRow>(x + (nint)rows[k] * sizeof(TRow)));
        }
    }

    /// <summary>
    /// Copies rows of any size. A later row is prefetched during each copy, because the list may name rows anywhere.
    /// </summary>
    private readonly struct CopyKernel(byte* x, int* rows, int count, int size, byte* y) : ISimdKernel<byte>
    {
        /// <summary>
        /// The greatest number of rows between the copied and the prefetched one, and the bytes of all of them: what is
        /// prefetched must still be in the first-level cache when it is copied.
        /// </summary>
        private const int MostLead = 8, LeadBytes = 12 * 1024;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, byte>
        {
            var to = y;
            var lead = Math.Clamp(LeadBytes / Math.Max(size, 1), 1, MostLead);
            for (var k = 0; k < count; k++, to += size)
            {
                byte* from = x + (nint)rows[k] * size, coming = x + (nint)rows[Math.Min(k + lead, count - 1)] * size;
                nint j = 0;
                for (; j <= size - V.Count; j += V.Count)
                {
                    Prefetch.Fetch(coming + j);
                    V.Store(to + j, V.Load(from + j));
                }

                if (j == size) continue;
                if (j > 0) V.Store(to + size - V.Count, V.Load(from + size - V.Count));
                else
                    for (; j < size; j++) to[j] = from[j];
            }
        }
    }

    private readonly struct AddKernel<T>(T* y, int* rows, int count, int width, T* x) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            var from = y;
            var rest = width % V.Count;
            var mask = V.FirstMask(rest);
            for (var k = 0; k < count; k++, from += width)
            {
                var to = x + (nint)rows[k] * width;
                var j = 0;
                for (; j <= width - V.Count; j += V.Count) V.Store(to + j, V.Load(to + j) + V.Load(from + j));
                if (rest > 0) V.StoreFirst(to + j, V.LoadFirst(to + j, mask) + V.LoadFirst(from + j, mask), mask);
            }
        }
    }
}
