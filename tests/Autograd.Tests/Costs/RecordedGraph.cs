namespace Autograd.Tests.Costs;

/// <summary>What a computation recorded.</summary>
internal static class RecordedGraph
{
    /// <summary>How many nodes of each name a result hangs on, in the order of the names: <c>2 AccumulateGrad, 1 MulBackward0</c>.</summary>
    public static string Of(Tensor result)
    {
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Node>();
        Visit(result.GradFn);
        while (open.TryPop(out var node))
            foreach (var next in node.NextFunctions) Visit(next);
        var counts = seen.CountBy(node => node.Name).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        return string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"));

        void Visit(Node? node)
        {
            if (node is not null && seen.Add(node)) open.Push(node);
        }
    }
}
