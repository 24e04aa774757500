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
    public static void Run<T, V, S>(int n, int k, T* x, nint xStride, T* b, nint bRow, T* y, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var count = S.Count;
        if (n > WideRow * count)
        {
            WideRows<T, V, S>(n, k, x, xStride, b, bRow, y, accumulate);
            return;
        }

        while (n > 0)
        {
            var registers = Math.Min((n + count - 1) / count, 8);
            var columns = Math.Min(n, registers * count);
            var last = columns - (registers - 1) * count;
            switch (registers)
            {
                case 1: NarrowRows<T, V, S, Constant1>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 2: NarrowRows<T, V, S, Constant2>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 3: NarrowRows<T, V, S, Constant3>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 4: NarrowRows<T, V, S, Constant4>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 5: NarrowRows<T, V, S, Constant5>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 6: NarrowRows<T, V, S, Constant6>(k, x, xStride, b, bRow, y, last, accumulate); break;
                case 7: NarrowRows<T, V, S, Constant7>(k, x, xStride, b, bRow, y, last, accumulate); break;
                default: NarrowRows<T, V, S, Constant8>(k, x, xStride, b, bRow, y, last, accumulate); break;
            }

            n -= columns;
            b += columns;
            y += columns;
        }
    }

    /// <summary>Adds eight scaled rows of B at a time, over the whole width of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideRows<T, V, S>(int n, int k, T* x, nint xStride, T* b, nint bRow, T* y, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        int lanes = sizeof(V) / sizeof(T), full = (n - 1) / lanes * lanes;
        var mask = S.FirstMask(n - full);
        for (; k >= 8; k -= 8, x += 8 * xStride, b += 8 * bRow, accumulate = true)
        {
            V x0 = S.Broadcast(x[0]), x1 = S.Broadcast(x[xStride]), x2 = S.Broadcast(x[2 * xStride]);
            V x3 = S.Broadcast(x[3 * xStride]), x4 = S.Broadcast(x[4 * xStride]), x5 = S.Broadcast(x[5 * xStride]);
            V x6 = S.Broadcast(x[6 * xStride]), x7 = S.Broadcast(x[7 * xStride]);
            T* b3 = b + 3 * bRow, b6 = b + 6 * bRow;
            for (var j = 0; j < full; j += lanes)
            {
                var sum = accumulate ? S.Load(y + j) : default;
                sum = S.MultiplyAdd(x0, S.Load(b + j), sum);
                sum = S.MultiplyAdd(x1, S.Load(b + bRow + j), sum);
                sum = S.MultiplyAdd(x2, S.Load(b + 2 * bRow + j), sum);
                sum = S.MultiplyAdd(x3, S.Load(b3 + j), sum);
                sum = S.MultiplyAdd(x4, S.Load(b3 + bRow + j), sum);
                sum = S.MultiplyAdd(x5, S.Load(b3 + 2 * bRow + j), sum);
                sum = S.MultiplyAdd(x6, S.Load(b6 + j), sum);
                sum = S.MultiplyAdd(x7, S.Load(b6 + bRow + j), sum);
                S.Store(y + j, sum);
            }

            var last = accumulate ? S.LoadFirst(y + full, mask) : default;
            last = S.MultiplyAdd(x0, S.LoadFirst(b + full, mask), last);
            last = S.MultiplyAdd(x1, S.LoadFirst(b + bRow + full, mask), last);
            last = S.MultiplyAdd(x2, S.LoadFirst(b + 2 * bRow + full, mask), last);
            last = S.MultiplyAdd(x3, S.LoadFirst(b3 + full, mask), last);
            last = S.MultiplyAdd(x4, S.LoadFirst(b3 + bRow + full, mask), last);
            last = S.MultiplyAdd(x5, S.LoadFirst(b3 + 2 * bRow + full, mask), last);
            last = S.MultiplyAdd(x6, S.LoadFirst(b6 + full, mask), last);
            last = S.MultiplyAdd(x7, S.LoadFirst(b6 + bRow + full, mask), last);
            S.StoreFirst(y + full, last, mask);
        }

        for (; k > 0; k--, x += xStride, b += bRow, accumulate = true)
        {
            var value = S.Broadcast(*x);
            for (var j = 0; j < full; j += lanes)
                S.Store(y + j, S.MultiplyAdd(value, S.Load(b + j), accumulate ? S.Load(y + j) : default));
            var last = accumulate ? S.LoadFirst(y + full, mask) : default;
            S.StoreFirst(y + full, S.MultiplyAdd(value, S.LoadFirst(b + full, mask), last), mask);
        }
    }

    /// <summary>Adds all scaled rows of B, of at most eight registers, whose sums stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowRows<T, V, S, Registers>(int k, T* x, nint xStride, T* b, nint bRow, T* y, int last, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Registers : unmanaged, IConstant
    {
        V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        V t0 = default, t1 = default, t2 = default, t3 = default;
        var mask = S.FirstMask(last);
        var lanes = sizeof(V) / sizeof(T);

        // So few registers are too few accumulators to keep both multiply-add units busy, so odd rows have accumulators
        // of their own.
        if (sizeof(Registers) <= 4)
        {
            for (; k >= 2; k -= 2)
            {
                V even = S.Broadcast(*x), odd = S.Broadcast(x[xStride]);
                var next = b + bRow;
                s0 = S.MultiplyAdd(even, Read<T, V, S, Registers, Constant1>(b, mask), s0);
                t0 = S.MultiplyAdd(odd, Read<T, V, S, Registers, Constant1>(next, mask), t0);
                if (sizeof(Registers) > 1)
                {
                    s1 = S.MultiplyAdd(even, Read<T, V, S, Registers, Constant2>(b + lanes, mask), s1);
                    t1 = S.MultiplyAdd(odd, Read<T, V, S, Registers, Constant2>(next + lanes, mask), t1);
                }

                if (sizeof(Registers) > 2)
                {
                    s2 = S.MultiplyAdd(even, Read<T, V, S, Registers, Constant3>(b + 2 * lanes, mask), s2);
                    t2 = S.MultiplyAdd(odd, Read<T, V, S, Registers, Constant3>(next + 2 * lanes, mask), t2);
                }

                if (sizeof(Registers) > 3)
                {
                    s3 = S.MultiplyAdd(even, Read<T, V, S, Registers, Constant4>(b + 3 * lanes, mask), s3);
                    t3 = S.MultiplyAdd(odd, Read<T, V, S, Registers, Constant4>(next + 3 * lanes, mask), t3);
                }

                x += 2 * xStride;
                b = next + bRow;
            }

            s0 = S.Add(s0, t0);
            s1 = S.Add(s1, t1);
            s2 = S.Add(s2, t2);
            s3 = S.Add(s3, t3);
        }

        for (; k > 0; k--, x += xStride, b += bRow)
        {
            var value = S.Broadcast(*x);
            s0 = S.MultiplyAdd(value, Read<T, V, S, Registers, Constant1>(b, mask), s0);
            if (sizeof(Registers) > 1)
                s1 = S.MultiplyAdd(value, Read<T, V, S, Registers, Constant2>(b + lanes, mask), s1);
            if (sizeof(Registers) > 2)
                s2 = S.MultiplyAdd(value, Read<T, V, S, Registers, Constant3>(b + 2 * lanes, mask), s2);
            if (sizeof(Registers) > 3)
                s3 = S.MultiplyAdd(value, Read<T, V, S, Registers, Constant4>(b + 3 * lanes, mask), s3);
            if (sizeof(Registers) > 4)
                s4 = S.MultiplyAdd(value, Read<T, V, S, Registers, Constant5>(b + 4 * lanes, mask), s4);
            if (sizeof(Registers) > 5)
                s5 = S.MultiplyAdd(value, Read<T, V, S, Registers, Constant6>(b + 5 * lanes, mask), s5);
            if (sizeof(Registers) > 6)
                s6 = S.MultiplyAdd(value, Read<T, V, S, Registers, Constant7>(b + 6 * lanes, mask), s6);
            if (sizeof(Registers) > 7)
                s7 = S.MultiplyAdd(value, Read<T, V, S, Registers, Constant8>(b + 7 * lanes, mask), s7);
        }

        Write<T, V, S, Registers, Constant1>(y, s0, mask, accumulate);
        if (sizeof(Registers) > 1)
            Write<T, V, S, Registers, Constant2>(y + lanes, s1, mask, accumulate);
        if (sizeof(Registers) > 2)
            Write<T, V, S, Registers, Constant3>(y + 2 * lanes, s2, mask, accumulate);
        if (sizeof(Registers) > 3)
            Write<T, V, S, Registers, Constant4>(y + 3 * lanes, s3, mask, accumulate);
        if (sizeof(Registers) > 4)
            Write<T, V, S, Registers, Constant5>(y + 4 * lanes, s4, mask, accumulate);
        if (sizeof(Registers) > 5)
            Write<T, V, S, Registers, Constant6>(y + 5 * lanes, s5, mask, accumulate);
        if (sizeof(Registers) > 6)
            Write<T, V, S, Registers, Constant7>(y + 6 * lanes, s6, mask, accumulate);
        if (sizeof(Registers) > 7)
            Write<T, V, S, Registers, Constant8>(y + 7 * lanes, s7, mask, accumulate);
    }

    /// <summary>Loads register Position of Registers. Only the last one is masked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Read<T, V, S, Registers, Position>(T* source, V mask)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Registers : unmanaged, IConstant
        where Position : unmanaged, IConstant
        => sizeof(Position) < sizeof(Registers) ? S.Load(source) : S.LoadFirst(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T, V, S, Registers, Position>(T* target, V value, V mask, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Registers : unmanaged, IConstant
        where Position : unmanaged, IConstant
    {
        if (accumulate)
            value = S.Add(value, Read<T, V, S, Registers, Position>(target, mask));
        if (sizeof(Position) < sizeof(Registers))
            S.Store(target, value);
        else
            S.StoreFirst(target, value, mask);
    }
}
