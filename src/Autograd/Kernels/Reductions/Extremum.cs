using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>The order of an extremum: the greater or the smaller of two numbers is better.</summary>
internal interface IExtremum
{
    static abstract string Name { get; }

    static abstract bool IsGreatest { get; }

    static abstract bool IsBetter<T>(T candidate, T best) where T : INumber<T>;

    /// <summary>The extremum of integers.</summary>
    static abstract T BestOfIntegers<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>;
}

/// <summary>The maximum.</summary>
internal readonly struct Greatest : IExtremum
{
    public static string Name => "Max";

    public static bool IsGreatest => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBetter<T>(T candidate, T best) where T : INumber<T> => candidate > best;

    public static T BestOfIntegers<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => TensorPrimitives.Max(row);
}

/// <summary>The minimum.</summary>
internal readonly struct Smallest : IExtremum
{
    public static string Name => "Min";

    public static bool IsGreatest => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBetter<T>(T candidate, T best) where T : INumber<T> => candidate < best;

    public static T BestOfIntegers<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => TensorPrimitives.Min(row);
}

/// <summary>Finds extrema and their indices: the first of equal elements, and NaN before all numbers.</summary>
internal static class Extremum
{
    /// <summary>The longest row that is searched element by element.</summary>
    private const int ShortRow = 32;

    /// <summary>Returns the extremum of a row that is not empty; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Best<T, TOrder>(ReadOnlySpan<T> row)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IExtremum
    {
        Span<T> best = stackalloc T[1];
        if (typeof(T) == typeof(float))
            BestOfFloats<float, TOrder>(MemoryMarshal.Cast<T, float>(row), MemoryMarshal.Cast<T, float>(best));
        else if (typeof(T) == typeof(double))
            BestOfFloats<double, TOrder>(MemoryMarshal.Cast<T, double>(row), MemoryMarshal.Cast<T, double>(best));
        else
            best[0] = TOrder.BestOfIntegers(row);
        return best[0];
    }

    /// <summary>Finds the extremum over each column of a block, and its index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<T, TOrder>(ReadOnlySpan<T> x, OuterDimInner walk, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IExtremum
    {
        if (values.IsEmpty) return;
        var (length, inner) = (walk.Length, walk.Inner);
        if (typeof(T) == typeof(float))
        {
            FindFloats<float, TOrder>(MemoryMarshal.Cast<T, float>(x), walk, MemoryMarshal.Cast<T, float>(values), indices);
            return;
        }

        if (typeof(T) == typeof(double))
        {
            FindFloats<double, TOrder>(MemoryMarshal.Cast<T, double>(x), walk, MemoryMarshal.Cast<T, double>(values), indices);
            return;
        }

        for (var o = 0; o < walk.Outer; o++)
        {
            var block = x.Slice(o * length * inner, length * inner);
            if (inner > 1)
            {
                Columns<T, TOrder>(block, values.Slice(o * inner, inner), indices.Slice(o * inner, inner));
                continue;
            }

            var at = length <= ShortRow ? FirstBest<T, TOrder>(block) : block.IndexOf(TOrder.BestOfIntegers(block));
            indices[o] = at;
            values[o] = block[at];
        }
    }

    private static void FindFloats<T, TOrder>(ReadOnlySpan<T> x, OuterDimInner walk, Span<T> values, Span<long> indices)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        if (walk.Inner == 1) ExtremumRows.Find<T, TOrder>(x, values, indices, walk.Length);
        else ExtremumColumns.Find<T, TOrder>(x, values, indices, walk);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BestOfFloats<T, TOrder>(ReadOnlySpan<T> row, Span<T> best)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IExtremum
    {
        if (TOrder.IsGreatest) Reduce.Block<T, MaxReducer<T>>(row, best, 1, row.Length, 1);
        else Reduce.Block<T, MinReducer<T>>(row, best, 1, row.Length, 1);
    }

    /// <summary>
    /// Returns the index of the extremum of a short row of integers. Both assignments become conditional moves:
    /// branches would be mispredicted.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstBest<T, TOrder>(ReadOnlySpan<T> row)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IExtremum
    {
        var at = 0;
        var best = row[0];
        for (var k = 1; k < row.Length; k++)
        {
            var candidate = row[k];
            var isBetter = TOrder.IsBetter(candidate, best);
            at = isBetter ? k : at;
            best = isBetter ? candidate : best;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T, TOrder>(ReadOnlySpan<T> x, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IExtremum
    {
        var inner = values.Length;
        if (inner == 0) return;
        x[..inner].CopyTo(values);
        indices.Clear();
        for (var k = 1; k < x.Length / inner; k++)
        {
            var row = x.Slice(k * inner, inner);
            for (var i = 0; i < inner; i++)
            {
                if (!TOrder.IsBetter(row[i], values[i])) continue;
                values[i] = row[i];
                indices[i] = k;
            }
        }
    }
}
