using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Vector times matrix for contiguous rows of B: y is a sum of scaled rows.</summary>
internal static unsafe class RowSums
{
    /// <summary>
    /// The width of y, in registers, above which whole rows of B are read: the hardware prefetcher follows long
    /// streams.
    /// </summary>
    private const int WideRow = 32;

    /// <summary>y (n) = Σ x[p · xStride] · b[p · bRow ..], or +=.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L>(int n, int k, T* x, nint xStride, T* b, nint bRow, T* y, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        var count = L.Count;
        if (n > WideRow * count)
        {
            WideRows<T, V, L>(n, k, x, xStride, b, bRow, y, accumulate);
            return;
        }

        while (n > 0)
        {
            var registers = Math.Min((n + count - 1) / count, 8);
            var columns = Math.Min(n, registers * count);
            var last = columns - (registers - 1) * count;
            switch (registers)
            {
                case 1: Strip<T, V, L, Count1>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 2: Strip<T, V, L, Count2>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 3: Strip<T, V, L, Count3>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 4: Strip<T, V, L, Count4>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 5: Strip<T, V, L, Count5>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 6: Strip<T, V, L, Count6>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 7: Strip<T, V, L, Count7>(k, x, xStride, b, bRow, y, last, accumulate); break;
                default: Strip<T, V, L, Count8>(k, x, xStride, b, bRow, y, last, accumulate); break;
            }

            n -= columns;
            b += columns;
            y += columns;
        }
    }

    /// <summary>Adds eight scaled rows of B at a time, over the whole width of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideRows<T, V, L>(int n, int k, T* x, nint xStride, T* b, nint bRow, T* y, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        int lanes = sizeof(V) / sizeof(T), full = (n - 1) / lanes * lanes;
        var mask = L.FirstMask(n - full);
        for (; k >= 8; k -= 8, x += 8 * xStride, b += 8 * bRow, accumulate = true)
        {
            V x0 = L.Broadcast(x[0]), x1 = L.Broadcast(x[xStride]), x2 = L.Broadcast(x[2 * xStride]);
            V x3 = L.Broadcast(x[3 * xStride]), x4 = L.Broadcast(x[4 * xStride]), x5 = L.Broadcast(x[5 * xStride]);
            V x6 = L.Broadcast(x[6 * xStride]), x7 = L.Broadcast(x[7 * xStride]);
            T* b3 = b + 3 * bRow, b6 = b + 6 * bRow;
            for (var j = 0; j < full; j += lanes)
            {
                var sum = accumulate ? L.Load(y + j) : default;
                sum = L.MultiplyAdd(x0, L.Load(b + j), sum);
                sum = L.MultiplyAdd(x1, L.Load(b + bRow + j), sum);
                sum = L.MultiplyAdd(x2, L.Load(b + 2 * bRow + j), sum);
                sum = L.MultiplyAdd(x3, L.Load(b3 + j), sum);
                sum = L.MultiplyAdd(x4, L.Load(b3 + bRow + j), sum);
                sum = L.MultiplyAdd(x5, L.Load(b3 + 2 * bRow + j), sum);
                sum = L.MultiplyAdd(x6, L.Load(b6 + j), sum);
                sum = L.MultiplyAdd(x7, L.Load(b6 + bRow + j), sum);
                L.Store(y + j, sum);
            }

            var last = accumulate ? L.LoadFirst(y + full, mask) : default;
            last = L.MultiplyAdd(x0, L.LoadFirst(b + full, mask), last);
            last = L.MultiplyAdd(x1, L.LoadFirst(b + bRow + full, mask), last);
            last = L.MultiplyAdd(x2, L.LoadFirst(b + 2 * bRow + full, mask), last);
            last = L.MultiplyAdd(x3, L.LoadFirst(b3 + full, mask), last);
            last = L.MultiplyAdd(x4, L.LoadFirst(b3 + bRow + full, mask), last);
            last = L.MultiplyAdd(x5, L.LoadFirst(b3 + 2 * bRow + full, mask), last);
            last = L.MultiplyAdd(x6, L.LoadFirst(b6 + full, mask), last);
            last = L.MultiplyAdd(x7, L.LoadFirst(b6 + bRow + full, mask), last);
            L.StoreFirst(y + full, last, mask);
        }

        for (; k > 0; k--, x += xStride, b += bRow, accumulate = true)
        {
            var value = L.Broadcast(*x);
            for (var j = 0; j < full; j += lanes)
                L.Store(y + j, L.MultiplyAdd(value, L.Load(b + j), accumulate ? L.Load(y + j) : default));
            var last = accumulate ? L.LoadFirst(y + full, mask) : default;
            L.StoreFirst(y + full, L.MultiplyAdd(value, L.LoadFirst(b + full, mask), last), mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<T, V, L, Registers>(int k, T* x, nint xStride, T* b, nint bRow, T* y, int last, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where Registers : unmanaged, ICount
    {
        V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        V t0 = default, t1 = default, t2 = default, t3 = default;
        var mask = L.FirstMask(last);
        var lanes = sizeof(V) / sizeof(T);

        // A narrow strip has too few accumulators to keep both multiply-add units busy, so odd rows have accumulators
        // of their own.
        if (sizeof(Registers) <= 4)
        {
            for (; k >= 2; k -= 2)
            {
                V even = L.Broadcast(*x), odd = L.Broadcast(x[xStride]);
                var next = b + bRow;
                s0 = L.MultiplyAdd(even, Read<T, V, L, Registers, Count1>(b, mask), s0);
                t0 = L.MultiplyAdd(odd, Read<T, V, L, Registers, Count1>(next, mask), t0);
                if (sizeof(Registers) > 1)
                {
                    s1 = L.MultiplyAdd(even, Read<T, V, L, Registers, Count2>(b + lanes, mask), s1);
                    t1 = L.MultiplyAdd(odd, Read<T, V, L, Registers, Count2>(next + lanes, mask), t1);
                }

                if (sizeof(Registers) > 2)
                {
                    s2 = L.MultiplyAdd(even, Read<T, V, L, Registers, Count3>(b + 2 * lanes, mask), s2);
                    t2 = L.MultiplyAdd(odd, Read<T, V, L, Registers, Count3>(next + 2 * lanes, mask), t2);
                }

                if (sizeof(Registers) > 3)
                {
                    s3 = L.MultiplyAdd(even, Read<T, V, L, Registers, Count4>(b + 3 * lanes, mask), s3);
                    t3 = L.MultiplyAdd(odd, Read<T, V, L, Registers, Count4>(next + 3 * lanes, mask), t3);
                }

                x += 2 * xStride;
                b = next + bRow;
            }

            s0 = L.Add(s0, t0);
            s1 = L.Add(s1, t1);
            s2 = L.Add(s2, t2);
            s3 = L.Add(s3, t3);
        }

        for (; k > 0; k--, x += xStride, b += bRow)
        {
            var value = L.Broadcast(*x);
            s0 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count1>(b, mask), s0);
            if (sizeof(Registers) > 1)
                s1 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count2>(b + lanes, mask), s1);
            if (sizeof(Registers) > 2)
                s2 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count3>(b + 2 * lanes, mask), s2);
            if (sizeof(Registers) > 3)
                s3 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count4>(b + 3 * lanes, mask), s3);
            if (sizeof(Registers) > 4)
                s4 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count5>(b + 4 * lanes, mask), s4);
            if (sizeof(Registers) > 5)
                s5 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count6>(b + 5 * lanes, mask), s5);
            if (sizeof(Registers) > 6)
                s6 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count7>(b + 6 * lanes, mask), s6);
            if (sizeof(Registers) > 7)
                s7 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count8>(b + 7 * lanes, mask), s7);
        }

        Write<T, V, L, Registers, Count1>(y, s0, mask, accumulate);
        if (sizeof(Registers) > 1)
            Write<T, V, L, Registers, Count2>(y + lanes, s1, mask, accumulate);
        if (sizeof(Registers) > 2)
            Write<T, V, L, Registers, Count3>(y + 2 * lanes, s2, mask, accumulate);
        if (sizeof(Registers) > 3)
            Write<T, V, L, Registers, Count4>(y + 3 * lanes, s3, mask, accumulate);
        if (sizeof(Registers) > 4)
            Write<T, V, L, Registers, Count5>(y + 4 * lanes, s4, mask, accumulate);
        if (sizeof(Registers) > 5)
            Write<T, V, L, Registers, Count6>(y + 5 * lanes, s5, mask, accumulate);
        if (sizeof(Registers) > 6)
            Write<T, V, L, Registers, Count7>(y + 6 * lanes, s6, mask, accumulate);
        if (sizeof(Registers) > 7)
            Write<T, V, L, Registers, Count8>(y + 7 * lanes, s7, mask, accumulate);
    }

    /// <summary>Loads register Position of Registers. Only the last one is masked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Read<T, V, L, Registers, Position>(T* source, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where Registers : unmanaged, ICount
        where Position : unmanaged, ICount
        => sizeof(Position) < sizeof(Registers) ? L.Load(source) : L.LoadFirst(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T, V, L, Registers, Position>(T* target, V value, V mask, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where Registers : unmanaged, ICount
        where Position : unmanaged, ICount
    {
        if (accumulate)
            value = L.Add(value, Read<T, V, L, Registers, Position>(target, mask));
        if (sizeof(Position) < sizeof(Registers))
            L.Store(target, value);
        else
            L.StoreFirst(target, value, mask);
    }
}
