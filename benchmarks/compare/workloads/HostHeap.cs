namespace Autograd.Compare.Workloads;

/// <summary>
/// The cost of a large heap of the host program: one addition of a million numbers, with the last 20 results kept,
/// while the heap holds a large dictionary of words, and while it does not. Kept results reach the oldest generation,
/// where only a full collection finds them dead.
/// </summary>
static class HostHeap
{
    const string EmptyHeap = "empty heap";

    public static IEnumerable<Row> Rows()
    {
        foreach (var words in (int[])[500_000, 2_000_000])
        {
            var name = FormattableString.Invariant($"add of a million, keeping 20 results, beside {words:N0} words");
            yield return new(name, EmptyHeap, 0.77, () => Addition(words)) { WarmUp = 2 };
            yield return new(name, "", 0, () => Addition(0)) { WarmUp = 2, Library = EmptyHeap };
        }
    }

    static Func<object> Addition(int words)
    {
        var host = new Dictionary<string, int>();
        for (var i = 0; i < words; i++) host["word " + i] = i;
        var (a, b) = (Sizes.Normal(1_000_000), Sizes.Normal(1_000_000));
        var kept = new Queue<Tensor>();
        return () =>
        {
            var sum = a + b;
            kept.Enqueue(sum);
            if (kept.Count > 20) kept.Dequeue();
            GC.KeepAlive(host);
            return sum;
        };
    }
}
