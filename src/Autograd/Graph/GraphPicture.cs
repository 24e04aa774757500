using System.Globalization;
using System.Text;

namespace Autograd;

/// <summary>
/// Draws the graph of a tensor, as text for Mermaid (which GitHub and many editors render) or for Graphviz: leaves
/// above, operations below them, the tensor at the bottom, each with its shape and type.
/// </summary>
/// <example><code>
/// var loss = lossFn.Forward(net.Forward(x), y);
/// File.WriteAllText("loss.dot", GraphPicture.Dot(loss, net.NamedParameters()));   // dot -Tsvg loss.dot -o loss.svg
/// Console.WriteLine(GraphPicture.Mermaid(loss, net.NamedParameters()));
/// </code></example>
public sealed class GraphPicture
{
    private readonly List<Box> _boxes = [];
    private readonly List<(int From, int To, string Label)> _arrows = [];

    private GraphPicture(Tensor tensor, IEnumerable<(string Name, Tensor Tensor)>? names, int maxNodes) =>
        Collect(tensor, GraphWalk.From(tensor, maxNodes, nameof(GraphPicture)), GraphWalk.NamesByEdge(names, nameof(GraphPicture)));

    private enum Kind
    {
        Operation,
        Leaf,
        More,
    }

    private readonly record struct Box(Kind Kind, string Title, string Details);

    /// <summary>The graph as a Mermaid flowchart.</summary>
    /// <param name="tensor">The tensor whose graph is drawn.</param>
    /// <param name="names">
    /// Names to show: of leaves, as <c>NamedParameters()</c> gives them, and of intermediate results.
    /// </param>
    /// <param name="maxNodes">
    /// The greatest number of operations and leaves to show; of a larger graph, those nearest to the tensor.
    /// </param>
    /// <exception cref="InvalidOperationException">The tensor does not require a gradient.</exception>
    public static string Mermaid(Tensor tensor, IEnumerable<(string Name, Tensor Tensor)>? names = null, int maxNodes = 500) =>
        new GraphPicture(tensor, names, maxNodes).ToMermaid();

    /// <summary>The graph in Graphviz's language: <c>dot -Tpng graph.dot -o graph.png</c> draws it.</summary>
    /// <inheritdoc cref="Mermaid"/>
    public static string Dot(Tensor tensor, IEnumerable<(string Name, Tensor Tensor)>? names = null, int maxNodes = 500) =>
        new GraphPicture(tensor, names, maxNodes).ToDot();

    private void Collect(Tensor tensor, GraphWalk walk, Dictionary<Edge, string> names)
    {
        foreach (var node in walk.Nodes) Add(node is null ? new Box(Kind.More, "…", "more of the graph") : BoxOf(node, names));
        foreach (var (from, output, to, _) in walk.Arrows)
            _arrows.Add((from, to, walk.Nodes[from] is { OutputCount: > 1 } ? $"output {output}" : ""));
        var edge = tensor.GradientEdge();
        if (edge.Node!.OutputCount > 1)
            _arrows.Add((0, Add(new Box(Kind.Operation, $"output {edge.OutputIndex}", Describe(tensor.Shape, tensor.DType))), ""));
    }

    private int Add(Box box)
    {
        _boxes.Add(box);
        return _boxes.Count - 1;
    }

    private static Box BoxOf(Node node, Dictionary<Edge, string> names)
    {
        if (node.Variable is { } leaf)
            return new Box(
                Kind.Leaf, names.GetValueOrDefault(new Edge(node, 0)) ?? (leaf.IsParameter ? "parameter" : "leaf"), Describe(leaf.Shape, leaf.DType));
        var title = TitleOf(node.Name);
        var details = new List<string>();
        for (var o = 0; o < node.OutputCount; o++)
        {
            var (shape, dtype) = node.OutputOf(o);
            if (shape is null) continue;
            var name = names.GetValueOrDefault(new Edge(node, o));
            details.Add(name is null ? Describe(shape, dtype) : $"{name}: {Describe(shape, dtype)}");
        }

        return new Box(Kind.Operation, title, string.Join("\n", details));
    }

    /// <summary>The name of the operation without its suffix: <c>Mul</c> for <c>MulBackward0</c>.</summary>
    private static string TitleOf(string name)
    {
        var title = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return title.EndsWith("Backward", StringComparison.Ordinal) && title.Length > 8 ? title[..^8] : name;
    }

    private static string Describe(Shape shape, DType dtype) => $"{shape} {dtype}";

    private string ToMermaid()
    {
        var text = new StringBuilder("flowchart TD\n");
        for (var i = 0; i < _boxes.Count; i++)
        {
            var (kind, title, details) = _boxes[i];
            var label = $"{Escape(title)}<br/>{Escape(details).Replace("\n", "<br/>", StringComparison.Ordinal)}";
            var (open, close) = kind == Kind.Leaf ? ("([", "])") : ("[", "]");
            text.Append(CultureInfo.InvariantCulture, $"    n{i}{open}\"{label}\"{close}{(kind == Kind.Leaf ? ":::leaf" : "")}\n");
        }

        foreach (var (from, to, label) in _arrows)
            text.Append(CultureInfo.InvariantCulture, $"    n{from} -->{(label.Length == 0 ? "" : $"|{label}|")} n{to}\n");
        return text.Append("    classDef leaf fill:#dbeafe,stroke:#2563eb,color:#111\n").ToString();

        static string Escape(string s) => s.Replace("&", "#amp;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal)
            .Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal);
    }

    private string ToDot()
    {
        var text = new StringBuilder(
            "digraph {\n    node [fontname=\"Helvetica\", fontsize=11, shape=box, style=\"rounded,filled\", fillcolor=white];\n");
        text.Append("    edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7];\n");
        for (var i = 0; i < _boxes.Count; i++)
        {
            var (kind, title, details) = _boxes[i];
            var style = kind switch
            {
                Kind.Leaf => ", style=filled, fillcolor=\"#dbeafe\", color=\"#2563eb\"",
                Kind.More => ", shape=plaintext",
                _ => "",
            };
            text.Append(CultureInfo.InvariantCulture, $"    n{i} [label=\"{Escape(title)}\\n{Escape(details)}\"{style}];\n");
        }

        foreach (var (from, to, label) in _arrows)
            text.Append(CultureInfo.InvariantCulture, $"    n{from} -> n{to}{(label.Length == 0 ? "" : $" [label=\"{label}\"]")};\n");
        return text.Append("}\n").ToString();

        static string Escape(string s) => s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
    }
}
