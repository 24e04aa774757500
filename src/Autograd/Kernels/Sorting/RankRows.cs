using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Which element of a sorted row is wanted.</summary>
internal interface IRank
{
    /// <summary>Its place in a row of a length of which so many elements, at the end, are NaN.</summary>
    int Of(int length, int nans);
}

/// <summary>The element at a given place.</summary>
internal readonly struct FixedRank(int rank) : IRank
{
    public int Of(int length, int nans) => rank;
}

/// <summary>The lower of the two in the middle; NaN, the first of them, if there is one.</summary>
internal readonly struct MedianRank : IRank
{
    public int Of(int length, int nans) => nans > 0 ? length - nans : (length - 1) / 2;
}

/// <summary>The lower of the two in the middle of what is no NaN; the first NaN if there is nothing else.</summary>
internal readonly struct NanMedianRank : IRank
{
    public int Of(int length, int nans) => Math.Max(0, (length - nans - 1) / 2);
}

/// <summary>Finds elements by their rank along one dimension of a block.</summary>
internal static unsafe class RankRows
{
    /// <summary>The elements worth a thread's turn.</summary>
    private const int Share = 1 << 14;

    /// <summary>The element of a rank in each row, and where it is: of equal ones, the one that a stable sort would put there.</summary>
    public static void Find<T, TRank>(ReadOnlySpan<T> x, OuterDimInner walk, TRank rank, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
        where TRank : struct, IRank
    {
        fixed (T* from = x, to = values)
        fixed (long* at = indices)
        {
            var action = new Action<T, TRank> { X = from, Values = to, Indices = at, Walk = walk, Rank = rank };
            ThreadTeam.For(walk.Outer * walk.Inner, Share / Math.Max(walk.Length, 1) + 1, in action);
        }
    }

    private struct Action<T, TRank> : IRangeAction
        where T : unmanaged, INumber<T>
        where TRank : struct, IRank
    {
        public T* X;
        public T* Values;
        public long* Indices;
        public OuterDimInner Walk;
        public TRank Rank;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            var (length, inner) = (Walk.Length, Walk.Inner);
            var keys = ArrayPool<ulong>.Shared.Rent(length);
            for (var r = start; r < end; r++)
            {
                var row = X + r / inner * length * inner + r % inner;
                var nans = 0;
                for (var k = 0; k < length; k++)
                {
                    keys[k] = SortKey.Of(row[k * inner]);
                    nans += T.IsNaN(row[k * inner]) ? 1 : 0;
                }

                var rank = Rank.Of(length, nans);
                var key = RadixSelect.Find(keys.AsSpan(0, length), rank, SortKey.Bits<T>());
                Indices[r] = IndexOf(row, inner, length, key, rank);
                Values[r] = row[Indices[r] * inner];
            }

            ArrayPool<ulong>.Shared.Return(keys);
        }

        /// <summary>The index of the element with a key that has this rank, which is one of those that are equal.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static int IndexOf(T* row, int stride, int length, ulong key, int rank)
        {
            var smaller = 0;
            for (var k = 0; k < length; k++) smaller += SortKey.Of(row[k * stride]) < key ? 1 : 0;
            var left = rank - smaller;
            for (var k = 0; ; k++)
                if (SortKey.Of(row[k * stride]) == key && left-- == 0) return k;
        }
    }
}
