namespace Autograd;

/// <summary>The nodes that a tensor was computed by, nearest first, and the edges between them, for who draws them.</summary>
internal sealed class GraphWalk
{
    private readonly List<Node?> _nodes = [];
    private readonly List<Arrow> _arrows = [];

    // The index of what stands for the nodes beyond the limit; -1 while there are none.
    private int _omitted = -1;

    private GraphWalk()
    {
    }

    /// <summary>
    /// Output <see cref="Output"/> of node <see cref="From"/> is input <see cref="Input"/> of node <see cref="To"/>.
    /// </summary>
    internal readonly record struct Arrow(int From, int Output, int To, int Input);

    /// <summary>The nodes, the tensor's own first; null stands for those that are left out, if there are any.</summary>
    public IReadOnlyList<Node?> Nodes => _nodes;

    public IReadOnlyList<Arrow> Arrows => _arrows;

    /// <param name="tensor">The tensor whose graph is walked.</param>
    /// <param name="maxNodes">The greatest number of nodes; of a larger graph, those nearest to the tensor.</param>
    /// <param name="caller">The method that a message names.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNodes"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The tensor does not require a gradient.</exception>
    public static GraphWalk From(Tensor tensor, int maxNodes, string caller)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (maxNodes < 1) throw new ArgumentOutOfRangeException(nameof(maxNodes), $"{caller}: maxNodes is {maxNodes}; it must be at least 1");
        if (!tensor.RequiresGrad)
            throw new InvalidOperationException(
                $"{caller}: the tensor of shape {tensor.Shape} has no graph: nothing it was computed from requires a gradient; set "
                + "RequiresGrad before the computation");
        var walk = new GraphWalk();
        walk.Collect(tensor.GradientEdge().Node!, maxNodes);
        return walk;
    }

    /// <summary>The edges of the tensors that have a name; null and what needs no gradient have none.</summary>
    public static Dictionary<Edge, string> NamesByEdge(IEnumerable<(string Name, Tensor Tensor)>? names, string caller)
    {
        var result = new Dictionary<Edge, string>();
        foreach (var (name, tensor) in names ?? [])
            if (tensor is null)
                throw new ArgumentException($"{caller}: the tensor named \"{name}\" is null; name tensors alone", nameof(names));
            else if (tensor.RequiresGrad) result.TryAdd(tensor.GradientEdge(), name);
        return result;
    }

    private void Collect(Node root, int maxNodes)
    {
        var numbers = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<Node>();
        Visit(root);
        while (queue.TryDequeue(out var node))
        {
            for (var i = 0; i < node.InputCount; i++)
            {
                if (!node.IsConnected(i)) continue;
                var edge = node.EdgeAt(i);
                var from = numbers.TryGetValue(edge.Node!, out var known) ? known
                    : numbers.Count < maxNodes ? Visit(edge.Node!) : Omitted();
                _arrows.Add(new Arrow(from, edge.OutputIndex, numbers[node], i));
            }
        }

        int Visit(Node node)
        {
            numbers[node] = _nodes.Count;
            _nodes.Add(node);
            queue.Enqueue(node);
            return numbers[node];
        }
    }

    private int Omitted()
    {
        if (_omitted < 0)
        {
            _omitted = _nodes.Count;
            _nodes.Add(null);
        }

        return _omitted;
    }
}
