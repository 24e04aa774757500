using System.Numerics;

namespace Autograd;

/// <summary>
/// Finds the order in which to contract the operands of an einsum, two at a time. Sets of labels and sets of operands
/// are bit masks.
/// </summary>
/// <remarks>
/// The cost of a contraction is the number of its multiply-adds, the product of the sizes of all labels that take part.
/// Up to <see cref="MaxOptimal"/> operands the cheapest order is found by dynamic programming over the sets of
/// operands; above that, operands of equal labels are multiplied first, and then each step takes the pair whose result
/// is smallest compared with the two (Daniel G. A. Smith and Johnnie Gray, opt_einsum, 2018).
/// </remarks>
internal static class EinsumPath
{
    /// <summary>Dynamic programming examines 3ⁿ splits for n operands: 6,561 at this limit.</summary>
    public const int MaxOptimal = 8;

    /// <summary>Returns the pairs to contract; results are numbered after the operands.</summary>
    public static List<(int A, int B)> Find(ReadOnlySpan<ulong> terms, ulong output, ReadOnlySpan<int> sizes) =>
        terms.Length <= MaxOptimal ? Optimal(terms, output, sizes) : Greedy(terms, output, sizes);

    /// <summary>
    /// Returns the product of the sizes of a set of labels. An empty dimension counts as 1, so that the others still
    /// make a difference.
    /// </summary>
    public static double SizeOf(ulong labels, ReadOnlySpan<int> sizes)
    {
        var size = 1.0;
        for (; labels != 0; labels &= labels - 1) size *= Math.Max(sizes[BitOperations.TrailingZeroCount(labels)], 1);
        return size;
    }

    private static List<(int A, int B)> Optimal(ReadOnlySpan<ulong> terms, ulong output, ReadOnlySpan<int> sizes)
    {
        var all = (1 << terms.Length) - 1;
        var labels = new ulong[all + 1];
        var cost = new double[all + 1];
        var split = new int[all + 1];
        for (var set = 1; set <= all; set++) labels[set] = LabelsOf(terms, set) & (output | LabelsOf(terms, all & ~set));
        for (var set = 1; set <= all; set++)
        {
            if (BitOperations.IsPow2(set)) continue;
            cost[set] = double.PositiveInfinity;

            // Each split is examined once: its part is the one that has the set's lowest operand.
            for (var part = (set - 1) & set; part > 0; part = (part - 1) & set)
            {
                if ((part & set & -set) == 0) continue;
                var rest = set & ~part;
                var total = cost[part] + cost[rest] + SizeOf(labels[part] | labels[rest], sizes);
                if (total < cost[set]) (cost[set], split[set]) = (total, part);
            }
        }

        var steps = new List<(int A, int B)>();
        var next = terms.Length;
        Emit(all);
        return steps;

        int Emit(int set)
        {
            if (BitOperations.IsPow2(set)) return BitOperations.TrailingZeroCount(set);
            steps.Add((Emit(split[set]), Emit(set & ~split[set])));
            return next++;
        }
    }

    private static List<(int A, int B)> Greedy(ReadOnlySpan<ulong> terms, ulong output, ReadOnlySpan<int> sizes)
    {
        var counts = new LabelCounts(terms);
        var steps = new List<(int A, int B)>();
        var open = MergeEqual(terms, output, counts, steps);
        while (open.Count > 1)
        {
            var (ofTwo, ofThree) = (counts.OfAtLeast(2), counts.OfAtLeast(3));
            var (best, bestA, bestB) = (double.PositiveInfinity, 0, 1);
            for (var a = 0; a < open.Count; a++)
                for (var b = a + 1; b < open.Count; b++)
                {
                    var (x, y) = (open[a].Labels, open[b].Labels);
                    var result = (x | y) & (output | LabelCounts.SharedByOthers(x, y, ofTwo, ofThree));
                    var growth = SizeOf(result, sizes) - SizeOf(x, sizes) - SizeOf(y, sizes);
                    if (growth < best) (best, bestA, bestB) = (growth, a, b);
                }

            var product = Contract(open[bestA], open[bestB], output, terms.Length, counts, steps);
            open.RemoveAt(bestB);
            open.RemoveAt(bestA);
            open.Add(product);
        }

        return steps;
    }

    /// <summary>
    /// Multiplies operands with the same labels first, which makes no result larger and reduces the number of operands.
    /// Returns the remaining ones.
    /// </summary>
    private static List<(int Term, ulong Labels)> MergeEqual(
        ReadOnlySpan<ulong> terms, ulong output, LabelCounts counts, List<(int A, int B)> steps)
    {
        var waiting = new Queue<(int Term, ulong Labels)>();
        for (var i = 0; i < terms.Length; i++) waiting.Enqueue((i, terms[i]));
        var kept = new Dictionary<ulong, int>();
        while (waiting.TryDequeue(out var next))
        {
            if (kept.Remove(next.Labels, out var equal))
                waiting.Enqueue(Contract((equal, next.Labels), next, output, terms.Length, counts, steps));
            else kept.Add(next.Labels, next.Term);
        }

        return [.. kept.Select(term => (term.Value, term.Key)).OrderBy(term => term.Value)];
    }

    private static (int Term, ulong Labels) Contract(
        (int Term, ulong Labels) a, (int Term, ulong Labels) b, ulong output, int operands, LabelCounts counts, List<(int A, int B)> steps)
    {
        var product = (a.Labels | b.Labels) & (output | counts.SharedByOthers(a.Labels, b.Labels));
        counts.Replace(a.Labels, b.Labels, product);
        steps.Add((a.Term, b.Term));
        return (operands + steps.Count - 1, product);
    }

    private static ulong LabelsOf(ReadOnlySpan<ulong> terms, int set)
    {
        var labels = 0UL;
        for (; set != 0; set &= set - 1) labels |= terms[BitOperations.TrailingZeroCount(set)];
        return labels;
    }
}
