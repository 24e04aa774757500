using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The range from the least to the greatest of some integers. If they lie close together, a table with an entry for
/// each integer of the range replaces sorting.
/// </summary>
/// <param name="Least">The least integer.</param>
/// <param name="Length">The number of integers in the range, at least 1.</param>
internal readonly record struct ValueRange(long Least, int Length)
{
    /// <summary>The size of a table that pays even for the fewest integers.</summary>
    private const int MinTable = 512;

    /// <summary>The entries of a table per integer up to which it is cheaper than sorting.</summary>
    private const int EntriesPerInteger = 8;

    /// <summary>
    /// Finds the range of some numbers. Returns false if they are not integers, or too far apart for a table to pay for
    /// so much work.
    /// </summary>
    /// <param name="x">The numbers.</param>
    /// <param name="work">The number of lookups in the table.</param>
    /// <param name="range">The range.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryCreate<T>(ReadOnlySpan<T> x, long work, out ValueRange range) where T : unmanaged, INumber<T>
    {
        range = default;
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || x.IsEmpty) return false;
        var least = long.CreateTruncating(TensorPrimitives.Min(x));

        // The unsigned difference is correct even if the integers span the whole range of their type.
        var distance = (ulong)(long.CreateTruncating(TensorPrimitives.Max(x)) - least);
        var limit = Math.Min(Math.Max(EntriesPerInteger * work, MinTable), Array.MaxLength);
        if (distance >= (ulong)limit) return false;
        range = new ValueRange(least, (int)distance + 1);
        return true;
    }

    /// <summary>
    /// The index of an integer in a table of the range; beyond the end of the table for integers outside the range.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong IndexOf<T>(T x) where T : unmanaged, INumber<T> => (ulong)(long.CreateTruncating(x) - Least);
}
