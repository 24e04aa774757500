using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Sums many rows, column by column. A run of rows is summed in the elements' own type, and the sums of the runs in
/// Float64, so that rounding errors do not grow with the number of rows.
/// </summary>
/// <param name="totals">A buffer with an element for each column, or null if there is only one run.</param>
internal readonly unsafe struct ColumnTotals(double* totals)
{
    /// <summary>The rows of a run.</summary>
    private const int RowsAtOnce = 64;

    /// <summary>True if so many elements, in rows of this stride, are more than one run.</summary>
    public static bool AreNeeded(int elements, int stride) => elements > RowsAtOnce * stride;

    /// <summary>The end of the run that starts at an element.</summary>
    public static int EndOfRun(int start, int end, int stride) => (int)Math.Min((long)start + (long)RowsAtOnce * stride, end);

    /// <summary>
    /// Adds the sums of a run to the totals and clears them. After the last run, the sums receive the totals instead.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddRun<T>(T* sums, int width, bool isFirst, bool isLast) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(isFirst && isLast)) AddRunCore(sums, width, isFirst, isLast);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void AddRunCore<T>(T* sums, int width, bool isFirst, bool isLast) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var j = 0; j < width; j++)
        {
            var total = double.CreateTruncating(sums[j]) + (isFirst ? 0 : totals[j]);
            totals[j] = total;
            sums[j] = isLast ? T.CreateTruncating(total) : T.Zero;
        }
    }
}
