using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Sums of many rows, column by column: a run of rows is summed in the elements' own type, and the sums of the runs in Float64, so that the
/// rounding errors do not grow with the number of rows.
/// </summary>
/// <param name="totals">Room for the columns, or null if one run is all there is.</param>
internal readonly unsafe struct ColumnTotals(double* totals)
{
    /// <summary>The rows of a run.</summary>
    private const int RowsAtOnce = 64;

    /// <summary>True if so many elements, a row's at a time, are more than one run.</summary>
    public static bool AreNeeded(int elements, int stride) => elements > RowsAtOnce * stride;

    /// <summary>Where a run ends that starts at an element.</summary>
    public static int EndOfRun(int start, int end, int stride) => (int)Math.Min((long)start + (long)RowsAtOnce * stride, end);

    /// <summary>Takes over the sums of a run, which are zero afterwards, unless it is the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take<T>(T* sums, int width, bool isFirst, bool isLast) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(isFirst && isLast)) TakeOne(sums, width, isFirst, isLast);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void TakeOne<T>(T* sums, int width, bool isFirst, bool isLast) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var j = 0; j < width; j++)
        {
            var total = double.CreateTruncating(sums[j]) + (isFirst ? 0 : totals[j]);
            totals[j] = total;
            sums[j] = isLast ? T.CreateTruncating(total) : T.Zero;
        }
    }
}
