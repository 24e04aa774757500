using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Selects the greatest or smallest elements along one dimension of a block.</summary>
internal static unsafe class TopRows
{
    /// <summary>So few elements are kept in order while the row is read.</summary>
    private const int Few = 32;

    /// <summary>The elements worth a thread's turn.</summary>
    private const int Share = 1 << 14;

    /// <summary>
    /// The first <paramref name="count"/> elements of each row in an order, and where they are; of equal ones those that stand first.
    /// </summary>
    /// <param name="x">The block.</param>
    /// <param name="walk">How the dimension lies in it.</param>
    /// <param name="count">How many elements of each row; at least 1.</param>
    /// <param name="greatest">True if the greatest are wanted, of which NaN is one, or the smallest.</param>
    /// <param name="sorted">True if they are to come in order, or as they stand in the row.</param>
    /// <param name="values">The elements.</param>
    /// <param name="indices">Where they were along the dimension.</param>
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
        public int Count;
        public ulong Flip;
        public bool IsSorted;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            var (length, inner) = (Walk.Length, Walk.Inner);
            var keys = ArrayPool<ulong>.Shared.Rent(length);
            var chosen = ArrayPool<int>.Shared.Rent(Count);
            using var order = new KeyBuffer<T>(Count);
            for (var r = start; r < end; r++)
            {
                var row = X + r / inner * length * inner + r % inner;
                var found = chosen.AsSpan(0, Count);
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
                    if (IsSorted) found = InOrder(row, inner, found, order);
                }

                var at = r / inner * Count * inner + r % inner;
                foreach (var index in found)
                {
                    Values[at] = row[index * inner];
                    Indices[at] = index;
                    at += inner;
                }
            }

            ArrayPool<int>.Shared.Return(chosen);
            ArrayPool<ulong>.Shared.Return(keys);
        }

        /// <summary>Keeps the first few so far in order: hardly an element after the first ones is among them.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Insert(T* row, int stride, int length, Span<int> chosen)
        {
            var best = stackalloc ulong[Few];
            var count = 0;
            var last = ulong.MaxValue;
            for (var k = 0; k < length; k++)
            {
                var key = SortKey.Of(row[k * stride]) ^ Flip;
                if (count == chosen.Length && key >= last) continue;
                var place = count < chosen.Length ? count++ : count - 1;
                for (; place > 0 && best[place - 1] > key; place--) (best[place], chosen[place]) = (best[place - 1], chosen[place - 1]);
                (best[place], chosen[place]) = (key, k);
                last = best[count - 1];
            }
        }

        /// <summary>The indices of all elements before the last one chosen, and of as many equal to it as there is room for.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Collect(T* row, int stride, int length, ulong last, Span<int> chosen)
        {
            var ties = chosen.Length;
            for (var k = 0; k < length; k++) ties -= (SortKey.Of(row[k * stride]) ^ Flip) < last ? 1 : 0;
            var n = 0;
            for (var k = 0; n < chosen.Length; k++)
            {
                var key = SortKey.Of(row[k * stride]) ^ Flip;
                if (key < last || (key == last && ties-- > 0)) chosen[n++] = k;
            }
        }

        private readonly Span<int> InOrder(T* row, int stride, Span<int> chosen, KeyBuffer<T> order)
        {
            for (var n = 0; n < chosen.Length; n++) order.Put(n, SortKey.Of(row[chosen[n] * stride]) ^ Flip, chosen[n]);
            return order.Sort(chosen.Length);
        }
    }
}
