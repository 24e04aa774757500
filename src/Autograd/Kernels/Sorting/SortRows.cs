using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Sorts along one dimension of a block.</summary>
internal static unsafe class SortRows
{
    /// <summary>The fewest elements worth a turn of a thread.</summary>
    private const int Grain = 1 << 14;

    /// <summary>
    /// Sorts each row, and writes the original indices of its elements. The sort is stable, and NaN is the greatest.
    /// </summary>
    /// <param name="x">The block.</param>
    /// <param name="walk">The layout of the dimension in the block.</param>
    /// <param name="descending">True if the greatest comes first.</param>
    /// <param name="values">The sorted elements; empty if only the indices are wanted.</param>
    /// <param name="indices">The original indices along the dimension.</param>
    public static void Sort<T>(ReadOnlySpan<T> x, OuterDimInner walk, bool descending, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
    {
        if (indices.IsEmpty) return;
        fixed (T* from = x, to = values)
        fixed (long* at = indices)
        {
            var action = new Action<T> { X = from, Values = to, Indices = at, Walk = walk, Flip = SortKey.Flip<T>(descending) };
            ThreadTeam.For(walk.Outer * walk.Inner, Grain / walk.Length + 1, in action);
        }
    }

    private struct Action<T> : IRangeAction
        where T : unmanaged, INumber<T>
    {
        public T* X;
        public T* Values;
        public long* Indices;
        public OuterDimInner Walk;
        public ulong Flip;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            var (length, inner) = (Walk.Length, Walk.Inner);
            using var row = new KeyBuffer<T>(length);
            for (var r = start; r < end; r++)
            {
                var first = r / inner * length * inner + r % inner;
                row.LoadRow(new ReadOnlySpan<T>(X, Walk.Outer * length * inner), first, inner, length, Flip);
                var order = row.Sort(length);
                var at = first;
                foreach (var index in order)
                {
                    if (Values != null) Values[at] = X[first + index * inner];
                    Indices[at] = index;
                    at += inner;
                }
            }
        }
    }
}
