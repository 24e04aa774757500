using System.Globalization;

namespace Autograd.Plotting.Graphs;

/// <summary>The gradients of all nodes of a graph, of which norm and extremes are kept.</summary>
internal sealed class NodeGradients
{
    private const int MostValues = 6;

    private readonly Dictionary<Node, Summary?[]> _summaries = new(ReferenceEqualityComparer.Instance);

    private NodeGradients()
    {
    }

    internal sealed record Summary(double Norm, string Values);

    /// <summary>Runs a backward pass that leaves the graph and all <c>Grad</c>s as they are.</summary>
    public static NodeGradients Compute(Tensor tensor, GraphWalk walk)
    {
        var gradients = new NodeGradients();
        var leaves = walk.Nodes.OfType<Node>().Where(node => node.Variable is not null).ToArray();
        var handles = new List<HookHandle>();
        try
        {
            foreach (var node in walk.Nodes.OfType<Node>().Where(node => node.Variable is null))
                handles.Add(node.RegisterPreHook(grads =>
                {
                    gradients._summaries[node] = Array.ConvertAll(grads, grad => grad is null ? null : Summarize(grad));
                    return null;
                }));
            var ones = Tensor.Ones(tensor.Shape, tensor.DType);
            if (leaves.Length > 0)
            {
                var found = Functional.Grad(
                    [tensor], Array.ConvertAll(leaves, leaf => leaf.Variable!), [ones], retainGraph: true, allowUnused: true);
                for (var i = 0; i < leaves.Length; i++)
                    gradients._summaries[leaves[i]] = [found[i] is { } grad ? Summarize(grad) : null];
            }
        }
        finally
        {
            foreach (var handle in handles) handle.Dispose();
        }

        return gradients;
    }

    public Summary? Of(Node node, int output) => _summaries.GetValueOrDefault(node)?[output];

    public static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture)
        .Replace("E+0", "e+", StringComparison.Ordinal).Replace("E-0", "e-", StringComparison.Ordinal).Replace('E', 'e');

    private static Summary Summarize(Tensor grad)
    {
        var values = grad.Double().Reshape(-1).ToArray<double>();
        var text = values.Length == 0 ? "[]"
            : values.Length <= MostValues ? $"[{string.Join(", ", values.Select(Number))}]"
            : $"{Number(values.Min())} … {Number(values.Max())}";
        return new Summary(Math.Sqrt(values.Sum(value => value * value)), text);
    }
}
