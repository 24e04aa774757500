using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The integers from the least to the greatest of some that lie close together, so that a table with a place for each of them takes
/// the place of sorting.
/// </summary>
/// <param name="Least">The least.</param>
/// <param name="Length">The number of numbers, at least 1.</param>
internal readonly record struct NumberRange(long Least, int Length)
{
    /// <summary>A table of so many places is worth it for the fewest numbers.</summary>
    private const int SmallTable = 512;

    /// <summary>The places of a table that a number may cost, rather than be sorted.</summary>
    private const int PlacesForEach = 8;

    /// <summary>The range of some numbers; false if they are not whole, or too far apart for a table to pay for so much work.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="work">How many numbers are to be looked up in the table.</param>
    /// <param name="range">The range.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryOf<T>(ReadOnlySpan<T> x, long work, out NumberRange range) where T : unmanaged, INumber<T>
    {
        range = default;
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || x.IsEmpty) return false;
        var least = long.CreateTruncating(TensorPrimitives.Min(x));

        // Where the numbers reach from one end of their type to the other the difference is right without a sign.
        var distance = (ulong)(long.CreateTruncating(TensorPrimitives.Max(x)) - least);
        var limit = Math.Min(Math.Max(PlacesForEach * work, SmallTable), Array.MaxLength);
        if (distance >= (ulong)limit) return false;
        range = new NumberRange(least, (int)distance + 1);
        return true;
    }

    /// <summary>The place of a number in a table of the range; beyond its end for what is not of the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong PlaceOf<T>(T x) where T : unmanaged, INumber<T> => (ulong)(long.CreateTruncating(x) - Least);
}
