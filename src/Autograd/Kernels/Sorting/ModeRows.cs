using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Finds the most frequent element of each row along one dimension of a block.</summary>
internal static class ModeRows
{
    /// <summary>
    /// Finds the most frequent element of each row, the smallest of equally frequent ones, and the index of its last
    /// occurrence.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<T>(ReadOnlySpan<T> x, OuterDimInner walk, Span<T> values, Span<long> indices) where T : unmanaged, INumber<T>
    {
        var (length, inner) = (walk.Length, walk.Inner);
        using var row = new KeyBuffer<T>(length);
        for (var r = 0; r < values.Length; r++)
        {
            var first = r / inner * length * inner + r % inner;
            row.LoadRow(x, first, inner, length, flip: 0);
            var order = row.Sort(length);
            var (best, most, start) = (0, 0, 0);
            for (var k = 0; k < length; k++)
            {
                if (k + 1 < length && SortKey.Of(x[first + order[k] * inner]) == SortKey.Of(x[first + order[k + 1] * inner])) continue;
                if (k + 1 - start > most) (best, most) = (order[k], k + 1 - start);
                start = k + 1;
            }

            values[r] = x[first + best * inner];
            indices[r] = best;
        }
    }
}
