using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The running maximum or minimum along one dimension, and its index: the last of equal elements, and NaN from the
/// first NaN on.
/// </summary>
internal static class RunningExtremum
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<T, TOrder>(ReadOnlySpan<T> x, OuterDimInner walk, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IExtremum
    {
        var (length, inner) = (walk.Length, walk.Inner);
        for (var o = 0; o < walk.Outer; o++)
        {
            var block = o * length * inner;
            if (inner == 1)
            {
                Row<T, TOrder>(x.Slice(block, length), values.Slice(block, length), indices.Slice(block, length));
                continue;
            }

            for (var k = 0; k < length; k++)
            {
                var row = block + k * inner;
                for (var at = row; at < row + inner; at++)
                {
                    var candidate = x[at];
                    var before = at - inner;
                    var isBest = k == 0 || T.IsNaN(candidate)
                        || (!T.IsNaN(values[before]) && !TOrder.IsBetter(values[before], candidate));
                    values[at] = isBest ? candidate : values[before];
                    indices[at] = isBest ? k : indices[before];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<T, TOrder>(ReadOnlySpan<T> x, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IExtremum
    {
        if (x.IsEmpty) return;
        var (best, at) = (x[0], 0);
        for (var k = 0; k < x.Length; k++)
        {
            var candidate = x[k];
            if (T.IsNaN(candidate) || (!T.IsNaN(best) && !TOrder.IsBetter(best, candidate))) (best, at) = (candidate, k);
            values[k] = best;
            indices[k] = at;
        }
    }
}
