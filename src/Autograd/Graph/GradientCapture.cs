namespace Autograd;

/// <summary>
/// The inputs whose gradients a pass was asked for: only paths that lead to them are followed, and nothing is added to any
/// leaf's <see cref="Tensor.Grad"/>.
/// </summary>
internal sealed class GradientCapture
{
    private readonly Dictionary<Edge, Tensor?> _wanted = [];

    // The outputs of each node that are wanted.
    private readonly Dictionary<Node, List<int>> _targets = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> _onPath = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> _leadOn = new(ReferenceEqualityComparer.Instance);

    /// <summary>True if the gradients go on in another pass, which runs the hooks of the tensors that were asked for.</summary>
    public bool IsPartOfAnotherPass { get; init; }

    public GradientCapture(ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs)
        {
            var edge = input.GradientEdge();
            if (!_wanted.TryAdd(edge, null)) continue;
            if (!_targets.TryGetValue(edge.Node!, out var outputs)) _targets[edge.Node!] = outputs = [];
            outputs.Add(edge.OutputIndex);
        }
    }

    /// <summary>The gradient that reached an input; null if no path led there.</summary>
    public Tensor? GradientOf(Tensor input) => _wanted[input.GradientEdge()];

    /// <summary>True if the gradient of one of the node's outputs was asked for.</summary>
    public bool Wants(Node node) => _targets.ContainsKey(node);

    /// <summary>True if the node is wanted itself, or leads to one that is.</summary>
    public bool IsOnPath(Node node) => _onPath.Contains(node);

    /// <summary>True if a wanted node lies behind this one, so that it has to run.</summary>
    public bool LeadsOn(Node node) => _leadOn.Contains(node);

    /// <summary>Marks every discovered node from which a wanted input can be reached.</summary>
    public void MarkPaths(List<Node> discovered)
    {
        // Discovery lists a node before some of its producers but not all, so walk up from the targets along consumers instead.
        var consumers = new Dictionary<Node, List<Node>>(ReferenceEqualityComparer.Instance);
        foreach (var node in discovered)
        {
            for (var i = 0; i < node.InputCount; i++)
            {
                if (node.NodeAt(i) is not { } next) continue;
                if (!consumers.TryGetValue(next, out var list)) consumers[next] = list = [];
                list.Add(node);
            }
        }

        var stack = new Stack<Node>(_targets.Keys);
        while (stack.TryPop(out var node))
        {
            if (!_onPath.Add(node) || !consumers.TryGetValue(node, out var list)) continue;
            foreach (var consumer in list)
            {
                _leadOn.Add(consumer);
                stack.Push(consumer);
            }
        }
    }

    /// <summary>Keeps the gradients that gathered in a wanted node.</summary>
    public void Take(Node node)
    {
        if (!_targets.TryGetValue(node, out var outputs)) return;
        foreach (var output in outputs) _wanted[new Edge(node, output)] = node.SlotOf(output).Value;
    }

    /// <summary>Keeps a gradient that was gathered outside its node, if it is wanted.</summary>
    public void Take(Node node, int outputIndex, Tensor grad)
    {
        var edge = new Edge(node, outputIndex);
        if (_wanted.ContainsKey(edge)) _wanted[edge] = grad;
    }
}
