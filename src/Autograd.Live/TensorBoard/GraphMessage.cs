using System.Globalization;

namespace Autograd.Live;

/// <summary>The graph of a tensor as TensorBoard's GraphDef, for its graphs page.</summary>
internal static class GraphMessage
{
    public static ProtoWriter Of(Tensor tensor, IEnumerable<(string Name, Tensor Tensor)>? names, int maxNodes)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.GradFn is not { } root)
            throw new InvalidOperationException(
                $"AddGraph: the tensor of shape {tensor.Shape} has no graph: it was not computed from anything that requires a gradient");
        if (maxNodes < 1) throw new ArgumentOutOfRangeException(nameof(maxNodes), $"AddGraph: maxNodes is {maxNodes}; it must be at least 1");
        var known = new Dictionary<Tensor, string>(ReferenceEqualityComparer.Instance);
        foreach (var (name, named) in names ?? []) known.TryAdd(named, name.Replace('.', '/'));

        // From the output to the leaves, level by level, so that a graph that is too large loses what is farthest.
        var nodeNames = new Dictionary<Node, string>(ReferenceEqualityComparer.Instance);
        var used = new HashSet<string>();
        var queue = new Queue<Node>();
        Visit(root);
        var graph = new ProtoWriter();
        while (queue.TryDequeue(out var node)) graph.Message(1, Describe(node));
        return graph.Message(4, new ProtoWriter().Int(1, 22));

        void Visit(Node node)
        {
            nodeNames[node] = Unique(NameOf(node));
            queue.Enqueue(node);
        }

        ProtoWriter Describe(Node node)
        {
            var message = new ProtoWriter().Text(1, nodeNames[node]).Text(2, node.Variable is null ? Title(node.Name) : "Variable");
            foreach (var input in node.NextFunctions)
            {
                if (input is null) continue;
                if (!nodeNames.ContainsKey(input) && nodeNames.Count < maxNodes) Visit(input);
                if (nodeNames.TryGetValue(input, out var name)) message.Text(3, name);
            }

            if (node.Variable is not { } leaf) return message;
            var shapes = new ProtoWriter().Message(1, new ProtoWriter().Message(7, EventMessage.Shape(leaf.Shape.Sizes)));
            message.Message(5, new ProtoWriter().Text(1, "_output_shapes").Message(2, shapes));
            return message.Message(5, new ProtoWriter().Text(1, "dtype").Message(2, new ProtoWriter().Int(6, EventMessage.DataType(leaf.DType))));
        }

        string NameOf(Node node) => node.Variable is not { } leaf ? Title(node.Name)
            : known.TryGetValue(leaf, out var name) ? name
            : leaf.IsParameter ? "parameter" : "leaf";

        string Unique(string name)
        {
            var candidate = name;
            for (var i = 1; !used.Add(candidate); i++) candidate = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
            return candidate;
        }
    }

    /// <summary>The operation's name without its suffix: Mul for MulBackward0.</summary>
    private static string Title(string name)
    {
        var title = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return title.EndsWith("Backward", StringComparison.Ordinal) && title.Length > 8 ? title[..^8] : name;
    }
}
