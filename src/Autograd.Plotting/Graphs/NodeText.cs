using System.Text.RegularExpressions;

namespace Autograd.Plotting.Graphs;

/// <summary>What stands in the box of a node, and of the same node of all repetitions of a part.</summary>
internal sealed partial class NodeText(Dictionary<Edge, string> names, NodeGradients? gradients, GraphPlotOptions options)
{
    /// <summary>What two nodes have in common if they do the same: name, shapes and types.</summary>
    public static string Signature(Node node) => node.Variable is { } leaf
        ? $"{(leaf.IsParameter ? "parameter" : "leaf")} {Describe(leaf.Shape, leaf.DType)}"
        : $"{node.Name} {string.Join(", ", Outputs(node).Select(output => Describe(output.Shape, output.DType)))}";

    /// <param name="nodes">One node, or that of each repetition.</param>
    /// <param name="isResult">True for the node of the tensor that is drawn.</param>
    public DrawnBox Box(IReadOnlyList<Node> nodes, bool isResult)
    {
        var node = nodes[0];
        var kind = node.Variable is null ? isResult ? BoxKind.Result : BoxKind.Operation
            : node.Variable.IsParameter ? BoxKind.Parameter : BoxKind.Leaf;
        var title = node.Variable is null ? node.Name
            : Common(nodes.Select(n => names.GetValueOrDefault(new Edge(n, 0)))) ?? (node.Variable.IsParameter ? "parameter" : "leaf");
        var lines = new List<string>();
        for (var o = 0; o < node.OutputCount; o++)
        {
            var (shape, dtype) = node.Variable is { } leaf ? (leaf.Shape, leaf.DType) : node.OutputOf(o);
            if (shape is null) continue;
            var name = node.Variable is null ? Common(nodes.Select(n => names.GetValueOrDefault(new Edge(n, o)))) : null;
            var number = node.OutputCount > 1 ? $"{o}: " : "";
            lines.Add(number + (name is null ? "" : $"{name} ") + Describe(shape, dtype));
            if (gradients is not null) lines.Add(Gradient(nodes, o));
        }

        if (options.ShowSaved) lines.AddRange(node.SavedTensors().Select(saved => $"saves {(saved.Name == "saved" ? "" : saved.Name + " ")}{Describe(saved.Tensor.Shape, saved.Tensor.DType)}"));
        var repeated = nodes.Count > 1 ? $", {nodes.Count} times" : "";
        return new DrawnBox(kind, title, lines, $"{title}{repeated}\n{string.Join('\n', lines)}");
    }

    private static IEnumerable<(Shape Shape, DType DType)> Outputs(Node node)
    {
        for (var o = 0; o < node.OutputCount; o++)
            if (node.OutputOf(o) is { Shape: not null } output)
                yield return output;
    }

    private static string Describe(Shape shape, DType dtype) => $"{shape} {dtype}";

    private string Gradient(IReadOnlyList<Node> nodes, int output)
    {
        var known = nodes.Select(node => gradients!.Of(node, output)).OfType<NodeGradients.Summary>().ToArray();
        if (known.Length == 0) return "no gradient";
        if (nodes.Count == 1) return options.Gradients == GraphGradients.Norm ? $"grad norm {NodeGradients.Number(known[0].Norm)}" : $"grad {known[0].Values}";
        return $"grad norm {NodeGradients.Number(known[0].Norm)} (first) … {NodeGradients.Number(known[^1].Norm)} (last)";
    }

    /// <summary>The name of all, with * for the numbers in which they differ; null if one has none or they differ in more.</summary>
    private static string? Common(IEnumerable<string?> all)
    {
        string? common = null;
        foreach (var name in all)
        {
            if (name is null) return null;
            if (common is null || common == name)
            {
                common = name;
                continue;
            }

            var (parts, others) = (Number().Split(common), Number().Split(name));
            if (parts.Length != others.Length) return null;
            for (var i = 0; i < parts.Length; i++)
                if (parts[i] != others[i])
                {
                    if (!IsNumber(parts[i]) || !IsNumber(others[i])) return null;
                    parts[i] = "*";
                }

            common = string.Concat(parts);
        }

        return common;
    }

    private static bool IsNumber(string part) => part == "*" || (part.Length > 0 && part.All(char.IsAsciiDigit));

    // The brackets keep the numbers among the parts.
    [GeneratedRegex(@"([0-9]+|\*)")]
    private static partial Regex Number();
}
