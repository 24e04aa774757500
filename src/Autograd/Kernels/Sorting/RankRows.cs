using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The rank of an element in a sorted row.</summary>
internal interface IRank
{
    /// <summary>
    /// Returns the rank in a row of <paramref name="length"/> elements, the last <paramref name="nans"/> of which are
    /// NaN.
    /// </summary>
    int Of(int length, int nans);
}

/// <summary>A given rank.</summary>
internal readonly struct FixedRank(int rank) : IRank
{
    public int Of(int length, int nans) => rank;
}

/// <summary>The lower median; the first NaN if there is one.</summary>
internal readonly struct MedianRank : IRank
{
    public int Of(int length, int nans) => nans > 0 ? length - nans : (length - 1) / 2;
}

/// <summary>The lower median of the elements that are not NaN; the first NaN if there are no others.</summary>
internal readonly struct NanMedianRank : IRank
{
    public int Of(int length, int nans) => Math.Max(0, (length - nans - 1) / 2);
}

/// <summary>Finds elements by their rank along one dimension of a block.</summary>
internal static unsafe class RankRows
{
    /// <summary>The fewest elements worth a turn of a thread.</summary>
    private const int Grain = 1 << 14;

    /// <summary>
    /// Finds the element of a rank in each row, and its index. Of equal elements it is the one that a stable sort would
    /// move there.
    /// </summary>
    public static void Find<T, TRank>(ReadOnlySpan<T> x, OuterDimInner walk, TRank rank, Span<T> values, Span<long> indices)
        where T : unmanaged, INumber<T>
        where TRank : struct, IRank
    {
        fixed (T* from = x, to = values)
        fixed (long* at = indices)
        {
            var action = new Action<T, TRank> { X = from, Values = to, Indices = at, Walk = walk, Rank = rank };
            ThreadTeam.For(walk.Outer * walk.Inner, Grain / Math.Max(walk.Length, 1) + 1, in action);
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

        /// <summary>
        /// Returns the index of the element that has this rank, among the elements with the given key.
        /// </summary>
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
