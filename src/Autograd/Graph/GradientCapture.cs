namespace Autograd;

/// <summary>
/// The inputs whose gradients a pass returns, as PyTorch's <c>exec_info</c> with its captures. The pass follows only
/// paths that lead to them, and adds to no leaf's <see cref="Tensor.Grad"/>.
/// </summary>
internal sealed class GradientCapture
{
    private readonly Dictionary<Edge, Tensor?> _captured = [];

    // The indices of the captured outputs of each node.
    private readonly Dictionary<Node, List<int>> _targets = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> _onPath = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> _needed = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// True for a pass inside of another one, as a checkpoint runs it. The outer pass runs the hooks of the captured
    /// tensors.
    /// </summary>
    public bool IsNested { get; init; }

    public GradientCapture(ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs)
        {
            var edge = input.GradientEdge();
            if (!_captured.TryAdd(edge, null)) continue;
            if (!_targets.TryGetValue(edge.Node!, out var outputs)) _targets[edge.Node!] = outputs = [];
            outputs.Add(edge.OutputIndex);
        }
    }

    /// <summary>The gradient of an input; null if no path leads to it.</summary>
    public Tensor? GradientOf(Tensor input) => _captured[input.GradientEdge()];

    /// <summary>True if the gradient of one of the node's outputs is captured.</summary>
    public bool Captures(Node node) => _targets.ContainsKey(node);

    /// <summary>
    /// True if the node is captured itself or leads to one that is; <c>exec_info.should_execute()</c>.
    /// </summary>
    public bool IsOnPath(Node node) => _onPath.Contains(node);

    /// <summary>True if the node leads to a captured one, so that it has to run; <c>exec_info.needed_</c>.</summary>
    public bool IsNeeded(Node node) => _needed.Contains(node);

    /// <summary>Marks every discovered node from which a captured input can be reached.</summary>
    public void MarkPaths(List<Node> discovered)
    {
        // The order of discovery is not topological, so the walk goes from the targets up along the consumers instead.
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
                _needed.Add(consumer);
                stack.Push(consumer);
            }
        }
    }

    /// <summary>Stores the gradients of the node's captured outputs.</summary>
    public void Store(Node node)
    {
        if (!_targets.TryGetValue(node, out var outputs)) return;
        foreach (var output in outputs) _captured[new Edge(node, output)] = node.SlotOf(output).Value;
    }

    /// <summary>Stores a gradient that was accumulated outside of its node, if it is captured.</summary>
    public void Store(Node node, int outputIndex, Tensor grad)
    {
        var edge = new Edge(node, outputIndex);
        if (_captured.ContainsKey(edge)) _captured[edge] = grad;
    }
}
