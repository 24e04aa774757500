using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>Which of two numbers is looked for: the greater or the smaller.</summary>
internal interface IExtremum
{
    static abstract string Name { get; }

    static abstract bool IsBetter<T>(T candidate, T best) where T : INumber<T>;

    /// <summary>The best of a row; NaN if there is one.</summary>
    static abstract T Best<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>;
}

/// <summary>The greatest.</summary>
internal readonly struct Greatest : IExtremum
{
    public static string Name => "Max";

    public static bool IsBetter<T>(T candidate, T best) where T : INumber<T> => candidate > best;

    public static T Best<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => TensorPrimitives.Max(row);
}

/// <summary>The smallest.</summary>
internal readonly struct Smallest : IExtremum
{
    public static string Name => "Min";

    public static bool IsBetter<T>(T candidate, T best) where T : INumber<T> => candidate < best;

    public static T Best<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => TensorPrimitives.Min(row);
}

/// <summary>Finds extrema and where they are: the first of equal ones, and NaN before everything.</summary>
internal static class Extremum
{
    /// <summary>The extremum over each column of a block and its index.</summary>
    public static void Find<T, TOrder>(ReadOnlySpan<T> x, DimWalk walk, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IExtremum
    {
        var (length, inner) = (walk.Length, walk.Inner);
        for (var o = 0; o < walk.Outer; o++)
        {
            var block = x.Slice(o * length * inner, length * inner);
            if (inner == 1)
            {
                // IndexOf takes NaN for NaN and −0 for 0, which is what is wanted here.
                indices[o] = block.IndexOf(TOrder.Best(block));
                values[o] = block[(int)indices[o]];
            }
            else
            {
                Columns<T, TOrder>(block, values.Slice(o * inner, inner), indices.Slice(o * inner, inner));
            }
        }
    }

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
                if (!TOrder.IsBetter(row[i], values[i]) && !(T.IsNaN(row[i]) && !T.IsNaN(values[i]))) continue;
                values[i] = row[i];
                indices[i] = k;
            }
        }
    }
}
