using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Splits loops over threads where they are large enough to pay for it.</summary>
internal static class ParallelFor
{
    /// <summary>The fewest elements worth a turn of a thread.</summary>
    private const int Grain = 1 << 15;

    /// <summary>The elements from which waking other threads pays.</summary>
    private const int Smallest = 4 * Grain;

    /// <summary>True if so many elements are to be split over threads, and can be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays(long elements) => elements >= Smallest && ThreadTeam.IsOpen;

    /// <summary>Runs an action on the items 0 to <paramref name="length"/>, each of so many elements, in any order.</summary>
    /// <param name="length">The number of items.</param>
    /// <param name="elements">The elements of an item.</param>
    /// <param name="action">What to do with each range.</param>
    /// <param name="multiple">What ranges start at multiples of, for actions that take several items at a time.</param>
    public static void Run<TAction>(int length, int elements, in TAction action, int multiple = 1)
        where TAction : struct, IRangeAction
    {
        if (!Pays((long)length * elements))
        {
            var own = action;
            own.Invoke(0, length);
            return;
        }

        var items = (Grain + elements - 1) / Math.Max(elements, 1);
        ThreadTeam.For(length, (items + multiple - 1) / multiple * multiple, action);
    }
}
