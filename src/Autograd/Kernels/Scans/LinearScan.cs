using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>First-order linear recurrences along one dimension.</summary>
internal static class LinearScan
{
    /// <summary>
    /// y[o, k, i] = b[o, k, i] + a[o, k, i]·y[o, k − 1, i], or from the end b[o, k, i] + a[o, k + 1, i]·y[o, k + 1, i].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, OuterDimInner walk, bool fromEnd)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (length, inner) = (walk.Length, walk.Inner);
        if (length * inner == 0) return;
        for (var o = 0; o < walk.Outer; o++)
        {
            var start = o * length * inner;
            var first = start + (fromEnd ? (length - 1) * inner : 0);
            b.Slice(first, inner).CopyTo(y[first..]);
            for (var k = 1; k < length; k++)
            {
                var at = start + (fromEnd ? length - 1 - k : k) * inner;
                var before = fromEnd ? at + inner : at - inner;
                var factor = Math.Max(at, before);
                if (inner == 1) y[at] = b[at] + a[factor] * y[before];
                else
                    TensorPrimitives.MultiplyAdd(a.Slice(factor, inner), y.Slice(before, inner), b.Slice(at, inner), y.Slice(at, inner));
            }
        }
    }
}
