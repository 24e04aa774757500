using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Sorts along one dimension of a block.</summary>
internal static unsafe class SortRows
{
    /// <summary>The elements worth a thread's turn.</summary>
    private const int Share = 1 << 14;

    /// <summary>The sorted elements and where they were; equal ones in their old order, NaN greatest.</summary>
    /// <param name="x">The block.</param>
    /// <param name="walk">How the dimension lies in it.</param>
    /// <param name="descending">True if the greatest comes first.</param>
    /// <param name="values">The sorted elements; empty if only the indices are wanted.</param>
    /// <param name="indices">Where they were along the dimension.</param>
    public static void Sort<T>(ReadOnlySpan<T> x, OuterDimInner walk, bool descending, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
    {
        if (indices.IsEmpty) return;
        fixed (T* from = x, to = values)
        fixed (long* at = indices)
        {
            var action = new Action<T> { X = from, Values = to, Indices = at, Walk = walk, Flip = SortKey.Flip<T>(descending) };
            ThreadTeam.For(walk.Outer * walk.Inner, Share / walk.Length + 1, in action);
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
                row.PutRow(new ReadOnlySpan<T>(X, Walk.Outer * length * inner), first, inner, length, Flip);
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
