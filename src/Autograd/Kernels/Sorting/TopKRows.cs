using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Selects the greatest or smallest elements along one dimension of a block.</summary>
internal static unsafe class TopKRows
{
    /// <summary>The most elements that are kept in order while the row is read.</summary>
    private const int Few = 32;

    /// <summary>The fewest elements worth a turn of a thread.</summary>
    private const int Grain = 1 << 14;

    /// <summary>
    /// Selects the greatest or smallest <paramref name="count"/> elements of each row, and their indices. Of equal
    /// elements, the first in the row are selected.
    /// </summary>
    /// <param name="x">The block.</param>
    /// <param name="walk">The layout of the dimension in the block.</param>
    /// <param name="count">The number of elements to select from each row; at least 1.</param>
    /// <param name="greatest">
    /// True to select the greatest elements, of which NaN is one; false to select the smallest.
    /// </param>
    /// <param name="sorted">True to write them in order; false to write them in the order of the row.</param>
    /// <param name="values">The selected elements.</param>
    /// <param name="indices">Their indices along the dimension.</param>
    public static void Select<T>(
        ReadOnlySpan<T> x, OuterDimInner walk, int count, bool greatest, bool sorted, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
    {
        fixed (T* from = x, to = values)
        fixed (long* at = indices)
        {
            var action = new Action<T>
            {
                X = from,
                Values = to,
                Indices = at,
                Walk = walk,
                Count = count,
                Flip = SortKey.Flip<T>(greatest),
                IsSorted = sorted,
            };
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
        public int Count;
        public ulong Flip;
        public bool IsSorted;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            var (length, inner) = (Walk.Length, Walk.Inner);
            var keys = ArrayPool<ulong>.Shared.Rent(length);
            var selected = ArrayPool<int>.Shared.Rent(Count);
            using var order = new KeyBuffer<T>(Count);
            for (var r = start; r < end; r++)
            {
                var row = X + r / inner * length * inner + r % inner;
                var found = selected.AsSpan(0, Count);
                if (Count <= Few)
                {
                    Insert(row, inner, length, found);
                    if (!IsSorted) found.Sort();
                }
                else
                {
                    for (var k = 0; k < length; k++) keys[k] = SortKey.Of(row[k * inner]) ^ Flip;
                    var last = RadixSelect.Find(keys.AsSpan(0, length), Count - 1, SortKey.Bits<T>());
                    Collect(row, inner, length, last, found);
                    if (IsSorted) found = SortSelected(row, inner, found, order);
                }

                var at = r / inner * Count * inner + r % inner;
                foreach (var index in found)
                {
                    Values[at] = row[index * inner];
                    Indices[at] = index;
                    at += inner;
                }
            }

            ArrayPool<int>.Shared.Return(selected);
            ArrayPool<ulong>.Shared.Return(keys);
        }

        /// <summary>Keeps the best elements so far in order. Few elements after the first ones are inserted.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Insert(T* row, int stride, int length, Span<int> selected)
        {
            var best = stackalloc ulong[Few];
            var count = 0;
            var last = ulong.MaxValue;
            for (var k = 0; k < length; k++)
            {
                var key = SortKey.Of(row[k * stride]) ^ Flip;
                if (count == selected.Length && key >= last) continue;
                var position = count < selected.Length ? count++ : count - 1;
                for (; position > 0 && best[position - 1] > key; position--)
                    (best[position], selected[position]) = (best[position - 1], selected[position - 1]);
                (best[position], selected[position]) = (key, k);
                last = best[count - 1];
            }
        }

        /// <summary>
        /// Collects the indices of all elements that come before the last selected key, and of as many equal ones as
        /// there is room for.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Collect(T* row, int stride, int length, ulong last, Span<int> selected)
        {
            var ties = selected.Length;
            for (var k = 0; k < length; k++) ties -= (SortKey.Of(row[k * stride]) ^ Flip) < last ? 1 : 0;
            var n = 0;
            for (var k = 0; n < selected.Length; k++)
            {
                var key = SortKey.Of(row[k * stride]) ^ Flip;
                if (key < last || (key == last && ties-- > 0)) selected[n++] = k;
            }
        }

        private readonly Span<int> SortSelected(T* row, int stride, Span<int> selected, KeyBuffer<T> order)
        {
            for (var n = 0; n < selected.Length; n++) order.Set(n, SortKey.Of(row[selected[n] * stride]) ^ Flip, selected[n]);
            return order.Sort(selected.Length);
        }
    }
}
