using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Products of a vector and a matrix: y (n) = x (k) · B (k x n), each element of B read once.</summary>
internal static unsafe class Gemv
{
    /// <summary>y[j · yStride] = Σ x[p · xStride] · b[p · bRow + j · bCol], or += when <paramref name="accumulate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L>(
        int n, int k, T* x, nint xStride, T* b, nint bRow, nint bCol, T* y, nint yStride, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
    {
        if (bRow == 1 && (k >= n || bCol != 1))
        {
            if (xStride != 1)
            {
                T* packed = (T*)PackBuffer.Get((nint)k * sizeof(T));
                Packing.CopyRows(x, 0, xStride, 1, k, packed, 0);
                x = packed;
            }

            Dots<T, V, L>(n, k, x, b, bCol, y, yStride, accumulate);
        }
        else if (bCol == 1 && yStride == 1 && L.HasMaskedLoad)
            Columns<T, V, L>(n, k, x, xStride, b, bRow, y, accumulate);
        else
            Strided(n, k, x, xStride, b, bRow, bCol, y, yStride, accumulate);
    }

    /// <summary>B's rows are contiguous: sums of scaled rows, in strips of up to eight registers.</summary>
    static void Columns<T, V, L>(int n, int k, T* x, nint xStride, T* b, nint bRow, T* y, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
    {
        int count = L.Count;
        while (n > 0)
        {
            int registers = Math.Min((n + count - 1) / count, 8);
            int columns = Math.Min(n, registers * count);
            int last = columns - (registers - 1) * count;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Strip<T, V, L, Registers>(int k, T* x, nint xStride, T* b, nint bRow, T* y, int last, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
        where Registers : struct, ICount
    {
        V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        V t0 = default, t1 = default, t2 = default, t3 = default;
        V mask = L.FirstMask(last);
        int lanes = L.Count;

        // A narrow strip has too few sums to keep both multiply-add units busy: odd rows get sums of their own.
        if (Registers.Value <= 4)
        {
            for (; k >= 2; k -= 2)
            {
                V even = L.Broadcast(*x), odd = L.Broadcast(x[xStride]);
                T* next = b + bRow;
                s0 = L.MultiplyAdd(even, Read<T, V, L, Registers, Count1>(b, mask), s0);
                t0 = L.MultiplyAdd(odd, Read<T, V, L, Registers, Count1>(next, mask), t0);
                if (Registers.Value > 1)
                {
                    s1 = L.MultiplyAdd(even, Read<T, V, L, Registers, Count2>(b + lanes, mask), s1);
                    t1 = L.MultiplyAdd(odd, Read<T, V, L, Registers, Count2>(next + lanes, mask), t1);
                }

                if (Registers.Value > 2)
                {
                    s2 = L.MultiplyAdd(even, Read<T, V, L, Registers, Count3>(b + 2 * lanes, mask), s2);
                    t2 = L.MultiplyAdd(odd, Read<T, V, L, Registers, Count3>(next + 2 * lanes, mask), t2);
                }

                if (Registers.Value > 3)
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
            V value = L.Broadcast(*x);
            s0 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count1>(b, mask), s0);
            if (Registers.Value > 1)
                s1 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count2>(b + lanes, mask), s1);
            if (Registers.Value > 2)
                s2 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count3>(b + 2 * lanes, mask), s2);
            if (Registers.Value > 3)
                s3 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count4>(b + 3 * lanes, mask), s3);
            if (Registers.Value > 4)
                s4 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count5>(b + 4 * lanes, mask), s4);
            if (Registers.Value > 5)
                s5 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count6>(b + 5 * lanes, mask), s5);
            if (Registers.Value > 6)
                s6 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count7>(b + 6 * lanes, mask), s6);
            if (Registers.Value > 7)
                s7 = L.MultiplyAdd(value, Read<T, V, L, Registers, Count8>(b + 7 * lanes, mask), s7);
        }

        Write<T, V, L, Registers, Count1>(y, s0, mask, accumulate);
        Write<T, V, L, Registers, Count2>(y + lanes, s1, mask, accumulate);
        Write<T, V, L, Registers, Count3>(y + 2 * lanes, s2, mask, accumulate);
        Write<T, V, L, Registers, Count4>(y + 3 * lanes, s3, mask, accumulate);
        Write<T, V, L, Registers, Count5>(y + 4 * lanes, s4, mask, accumulate);
        Write<T, V, L, Registers, Count6>(y + 5 * lanes, s5, mask, accumulate);
        Write<T, V, L, Registers, Count7>(y + 6 * lanes, s6, mask, accumulate);
        Write<T, V, L, Registers, Count8>(y + 7 * lanes, s7, mask, accumulate);
    }

    /// <summary>Register number Position of Registers: only the last one is masked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Read<T, V, L, Registers, Position>(T* source, V mask)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
        where Registers : struct, ICount
        where Position : struct, ICount
        => Position.Value < Registers.Value ? L.Load(source) : L.LoadFirst(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write<T, V, L, Registers, Position>(T* target, V value, V mask, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
        where Registers : struct, ICount
        where Position : struct, ICount
    {
        if (Position.Value > Registers.Value)
            return;
        if (accumulate)
            value = L.Add(value, Read<T, V, L, Registers, Position>(target, mask));
        if (Position.Value < Registers.Value)
            L.Store(target, value);
        else
            L.StoreFirst(target, value, mask);
    }

    /// <summary>B's columns are contiguous: a dot product for each, eight at a time to share the loads of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Dots<T, V, L>(int n, int k, T* x, T* b, nint bCol, T* y, nint yStride, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
    {
        int full = k / L.Count * L.Count;
        V mask = L.FirstMask(Math.Max(k - full, 1));
        int j = 0;
        for (; j + 8 <= n; j += 8, b += 8 * bCol)
        {
            V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            T* b3 = b + 3 * bCol, b6 = b + 6 * bCol;
            int p = 0;
            for (; p < full; p += L.Count)
            {
                V value = L.Load(x + p);
                s0 = L.MultiplyAdd(value, L.Load(b + p), s0);
                s1 = L.MultiplyAdd(value, L.Load(b + bCol + p), s1);
                s2 = L.MultiplyAdd(value, L.Load(b + 2 * bCol + p), s2);
                s3 = L.MultiplyAdd(value, L.Load(b3 + p), s3);
                s4 = L.MultiplyAdd(value, L.Load(b3 + bCol + p), s4);
                s5 = L.MultiplyAdd(value, L.Load(b3 + 2 * bCol + p), s5);
                s6 = L.MultiplyAdd(value, L.Load(b6 + p), s6);
                s7 = L.MultiplyAdd(value, L.Load(b6 + bCol + p), s7);
            }

            if (p < k)
            {
                V value = L.LoadFirst(x + p, mask);
                s0 = L.MultiplyAdd(value, L.LoadFirst(b + p, mask), s0);
                s1 = L.MultiplyAdd(value, L.LoadFirst(b + bCol + p, mask), s1);
                s2 = L.MultiplyAdd(value, L.LoadFirst(b + 2 * bCol + p, mask), s2);
                s3 = L.MultiplyAdd(value, L.LoadFirst(b3 + p, mask), s3);
                s4 = L.MultiplyAdd(value, L.LoadFirst(b3 + bCol + p, mask), s4);
                s5 = L.MultiplyAdd(value, L.LoadFirst(b3 + 2 * bCol + p, mask), s5);
                s6 = L.MultiplyAdd(value, L.LoadFirst(b6 + p, mask), s6);
                s7 = L.MultiplyAdd(value, L.LoadFirst(b6 + bCol + p, mask), s7);
            }

            T* t = y + j * yStride;
            Put(t, L.Sum(s0), accumulate);
            Put(t + yStride, L.Sum(s1), accumulate);
            Put(t + 2 * yStride, L.Sum(s2), accumulate);
            Put(t + 3 * yStride, L.Sum(s3), accumulate);
            Put(t + 4 * yStride, L.Sum(s4), accumulate);
            Put(t + 5 * yStride, L.Sum(s5), accumulate);
            Put(t + 6 * yStride, L.Sum(s6), accumulate);
            Put(t + 7 * yStride, L.Sum(s7), accumulate);
        }

        for (; j < n; j++, b += bCol)
            Put(y + j * yStride, Dot<T, V, L>(k, x, b), accumulate);
    }

    /// <summary>A single dot product, as four sums so that the additions need not wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Dot<T, V, L>(int k, T* x, T* y)
        where T : unmanaged, INumber<T>
        where V : struct
        where L : struct, ILanes<T, V>
    {
        V s0 = default, s1 = default, s2 = default, s3 = default;
        int lanes = L.Count;
        for (; k >= 4 * lanes; k -= 4 * lanes, x += 4 * lanes, y += 4 * lanes)
        {
            s0 = L.MultiplyAdd(L.Load(x), L.Load(y), s0);
            s1 = L.MultiplyAdd(L.Load(x + lanes), L.Load(y + lanes), s1);
            s2 = L.MultiplyAdd(L.Load(x + 2 * lanes), L.Load(y + 2 * lanes), s2);
            s3 = L.MultiplyAdd(L.Load(x + 3 * lanes), L.Load(y + 3 * lanes), s3);
        }

        s0 = L.Add(L.Add(s0, s1), L.Add(s2, s3));
        for (; k >= lanes; k -= lanes, x += lanes, y += lanes)
            s0 = L.MultiplyAdd(L.Load(x), L.Load(y), s0);
        if (k > 0)
        {
            V mask = L.FirstMask(k);
            s0 = L.MultiplyAdd(L.LoadFirst(x, mask), L.LoadFirst(y, mask), s0);
        }

        return L.Sum(s0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Strided<T>(
        int n, int k, T* x, nint xStride, T* b, nint bRow, nint bCol, T* y, nint yStride, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        for (int j = 0; j < n; j++, b += bCol, y += yStride)
        {
            T sum = T.Zero;
            for (int p = 0; p < k; p++)
                sum = unchecked(sum + x[p * xStride] * b[p * bRow]);
            Put(y, sum, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put<T>(T* target, T value, bool accumulate)
        where T : unmanaged, INumber<T>
        => *target = accumulate ? unchecked(*target + value) : value;
}
