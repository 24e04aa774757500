using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Splits loops over threads if they are large enough to pay for it.</summary>
internal static class ParallelFor
{
    /// <summary>The fewest elements worth a turn of a thread.</summary>
    private const int Grain = 1 << 13;

    /// <summary>The fewest elements for which sharing pays: 32,768, as in PyTorch.</summary>
    private const int MinElements = 4 * Grain;

    /// <summary>True if a loop over so many elements should be split over threads, and can be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ShouldSplit(long elements) => elements >= MinElements && ThreadTeam.IsAvailable;

    /// <summary>
    /// Runs an action on the items 0 to <paramref name="length"/>, exclusive, each of so many elements, in any order.
    /// </summary>
    /// <param name="length">The number of items.</param>
    /// <param name="elements">The number of elements of an item.</param>
    /// <param name="action">The action to run on each range.</param>
    /// <param name="multiple">
    /// Ranges start at multiples of this number, for actions that process several items at a time.
    /// </param>
    public static void Run<TAction>(int length, int elements, in TAction action, int multiple = 1)
        where TAction : struct, IRangeAction
    {
        if (!ShouldSplit((long)length * elements))
        {
            var own = action;
            own.Invoke(0, length);
            return;
        }

        var items = (Grain + elements - 1) / Math.Max(elements, 1);
        ThreadTeam.For(length, (items + multiple - 1) / multiple * multiple, action);
    }
}

/// <summary>
/// An action on a range of independent items. Implementations are structs, so that the JIT compiles a loop for each,
/// without delegates.
/// </summary>
/// <remarks>Several threads run copies of the struct at once, so it holds pointers and sizes, not results.</remarks>
internal interface IRangeAction
{
    /// <summary>Processes the items from <paramref name="start"/> to <paramref name="end"/>, exclusive.</summary>
    void Invoke(int start, int end);
}
