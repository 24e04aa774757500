using Autograd.NN;
using Autograd.Plotting.Graphs;

namespace Autograd.Plotting;

/// <summary>
/// Pictures of the graph that a tensor was computed by, as SVG: each operation under PyTorch's name for it (<c>grad_fn</c>), with
/// shape and type of its result; the leaves, with the names of a module's parameters; repeated parts, such as the steps of a
/// recurrent net, folded into one. What torchviz and Graphviz do in Python, without either.
/// </summary>
/// <example><code>
/// var loss = lossFn.Forward(net.Forward(x), y);
/// loss.SaveGraph("net.svg", net);
/// loss.SaveGraph("gradients.svg", net, new GraphPlotOptions { Gradients = GraphGradients.Norm });
/// </code></example>
/// <remarks>Source: https://github.com/szagoruyko/pytorchviz.</remarks>
public static class GraphPlot
{
    // So many nodes are walked before parts that repeat are folded.
    private const int MostNodes = 200_000;

    /// <summary>The graph of a tensor as the text of an SVG file.</summary>
    /// <param name="tensor">The tensor, usually a loss. Draw it before <c>Backward()</c> releases what the nodes saved.</param>
    /// <param name="module">The module whose parameters are shown by their names.</param>
    /// <param name="options">Direction, colours, gradients and the like.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor does not require a gradient, or gradients are asked for and the graph was released.
    /// </exception>
    public static string ToSvg(Tensor tensor, Module module, GraphPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Write(tensor, module.NamedParameters(), options, nameof(ToSvg));
    }

    /// <inheritdoc cref="ToSvg(Tensor, Module, GraphPlotOptions)"/>
    /// <param name="tensor">The tensor, usually a loss. Draw it before <c>Backward()</c> releases what the nodes saved.</param>
    /// <param name="names">Names of leaves and of intermediate results: <c>[("x", x), .. net.NamedParameters()]</c>.</param>
    /// <param name="options">Direction, colours, gradients and the like.</param>
    public static string ToSvg(Tensor tensor, IEnumerable<(string Name, Tensor Tensor)>? names = null, GraphPlotOptions? options = null) =>
        Write(tensor, names, options, nameof(ToSvg));

    private static string Write(Tensor tensor, IEnumerable<(string Name, Tensor Tensor)>? names, GraphPlotOptions? options, string member)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        options ??= new GraphPlotOptions();
        if (options.FoldFrom is < 0 or 1)
            throw new ArgumentOutOfRangeException(
                nameof(options), $"{member}: FoldFrom is {options.FoldFrom}; a part repeats at least 2 times, and 0 folds nothing");
        if (options.MaxNodes < 1)
            throw new ArgumentOutOfRangeException(nameof(options), $"{member}: MaxNodes is {options.MaxNodes}; it must be at least 1");
        var known = GraphWalk.NamesByEdge(names, member);
        var drawing = Draw(tensor, known, options, options.FoldFrom == 0 ? options.MaxNodes : MostNodes, member);
        if (drawing.CountBoxes() > options.MaxNodes + 1) drawing = Draw(tensor, known, options, options.MaxNodes, member);
        return GraphSvg.Write(drawing, options);
    }

    /// <summary>Writes the graph of a tensor to a file whose name ends with <c>.svg</c>. Folders are made.</summary>
    /// <inheritdoc cref="ToSvg(Tensor, Module, GraphPlotOptions)"/>
    /// <param name="tensor">The tensor, usually a loss. Draw it before <c>Backward()</c> releases what the nodes saved.</param>
    /// <param name="path">The file, which is overwritten if it exists.</param>
    /// <param name="module">The module whose parameters are shown by their names.</param>
    /// <param name="options">Direction, colours, gradients and the like.</param>
    public static void SaveGraph(this Tensor tensor, string path, Module module, GraphPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        SaveGraph(tensor, path, module.NamedParameters(), options);
    }

    /// <summary>Writes the graph of a tensor to a file whose name ends with <c>.svg</c>. Folders are made.</summary>
    /// <inheritdoc cref="ToSvg(Tensor, IEnumerable{ValueTuple{string, Tensor}}, GraphPlotOptions)"/>
    /// <param name="tensor">The tensor, usually a loss. Draw it before <c>Backward()</c> releases what the nodes saved.</param>
    /// <param name="path">The file, which is overwritten if it exists.</param>
    /// <param name="names">Names of leaves and of intermediate results: <c>[("x", x), .. net.NamedParameters()]</c>.</param>
    /// <param name="options">Direction, colours, gradients and the like.</param>
    public static void SaveGraph(
        this Tensor tensor, string path, IEnumerable<(string Name, Tensor Tensor)>? names = null, GraphPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetExtension(path).ToLowerInvariant() is not ".svg")
            throw new ArgumentException($"SaveGraph: \"{path}\" does not end with .svg; a graph is written as SVG alone", nameof(path));
        var svg = Write(tensor, names, options, nameof(SaveGraph));
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        File.WriteAllText(path, svg);
    }

    private static GraphDrawing Draw(Tensor tensor, Dictionary<Edge, string> names, GraphPlotOptions options, int maxNodes, string member)
    {
        var walk = GraphWalk.From(tensor, maxNodes, member);
        var gradients = options.Gradients == GraphGradients.None ? null : NodeGradients.Compute(tensor, walk);
        return GraphFolding.Fold(walk, new NodeText(names, gradients, options), options.FoldFrom);
    }
}
