namespace Autograd.Plotting.Graphs;

/// <summary>
/// Finds what repeats: the nodes are brought into an order in which repetitions follow each other, and the longest periodic
/// stretches of that sequence are taken.
/// </summary>
internal static class GraphRuns
{
    private const int LongestPeriod = 400;
    private const int FewestSaved = 4;

    // A picture has room for fewer; each takes a walk over what is left.
    private const int MostRuns = 100;

    /// <summary>A stretch of the order: <c>Count</c> repetitions of <c>Period</c> nodes.</summary>
    internal readonly record struct Run(int Start, int Period, int Count);

    /// <summary>An order of the nodes in which all edges go forward.</summary>
    /// <param name="inputs">The inputs of each node.</param>
    /// <param name="roots">Where to begin.</param>
    /// <param name="choose">Which of two inputs comes first.</param>
    public static int[] PostOrder(IReadOnlyList<int>[] inputs, IEnumerable<int> roots, Func<IReadOnlyList<int>, IEnumerable<int>> choose)
    {
        var (order, state) = (new List<int>(inputs.Length), new byte[inputs.Length]);
        var stack = new Stack<int>();
        foreach (var root in roots) stack.Push(root);
        while (stack.TryPeek(out var node))
        {
            if (state[node] == 0)
            {
                state[node] = 1;
                foreach (var input in choose(inputs[node]).Reverse())
                    if (state[input] == 0)
                        stack.Push(input);
                continue;
            }

            stack.Pop();
            if (state[node] == 2) continue;
            state[node] = 2;
            order.Add(node);
        }

        return [.. order];
    }

    /// <summary>The stretches of a sequence that repeat at least <paramref name="fewest"/> times, from left to right.</summary>
    /// <param name="tokens">The sequence.</param>
    /// <param name="fewest">The least number of repetitions.</param>
    /// <param name="cost">
    /// What a beginning costs: a stretch that is longer than a multiple of its period may begin at several places.
    /// </param>
    public static List<Run> Find(int[] tokens, int fewest, Func<Run, int> cost)
    {
        var runs = new List<Run>();
        var open = new Stack<(int Start, int End)>([(0, tokens.Length)]);
        while (runs.Count < MostRuns && open.TryPop(out var part))
        {
            if (Longest(tokens, part.Start, part.End, fewest, cost) is not { } run) continue;
            runs.Add(run);
            open.Push((part.Start, run.Start));
            open.Push((run.Start + run.Period * run.Count, part.End));
        }

        return [.. runs.OrderBy(run => run.Start)];
    }

    private static Run? Longest(int[] tokens, int start, int end, int fewest, Func<Run, int> cost)
    {
        var (best, saved, slack) = (default(Run), FewestSaved - 1, 0);
        for (var period = 1; period <= Math.Min(LongestPeriod, (end - start) / fewest); period++)
        {
            for (var i = start; i + period < end; i++)
            {
                var first = i;
                while (i + period < end && tokens[i] == tokens[i + period]) i++;
                var count = (i - first + period) / period;
                if (count < fewest || (count - 1) * period <= saved) continue;
                (best, saved, slack) = (new Run(first, period, count), (count - 1) * period, (i - first + period) % period);
            }
        }

        if (best.Count == 0) return null;
        return Enumerable.Range(0, slack + 1).Select(shift => best with { Start = best.Start + shift }).MinBy(cost);
    }
}
