namespace Autograd.Plotting.Graphs;

internal enum BoxKind
{
    Operation,
    Result,
    Parameter,
    Leaf,
    More,
    Block,
    Port,
}

/// <summary>A box, or a port of a block: the point of its border at which lines go in or out.</summary>
internal sealed record DrawnBox(BoxKind Kind, string Title, IReadOnlyList<string> Lines, string Tooltip)
{
    public static DrawnBox More { get; } = new(BoxKind.More, "…", ["more of the graph"], "more of the graph");

    public static DrawnBox InPort { get; } = new(BoxKind.Port, "in", [], "");

    public static DrawnBox OutPort { get; } = new(BoxKind.Port, "out", [], "");

    public GraphBlock? Block { get; init; }
}

/// <summary>
/// A line between boxes; the ports are indices of boxes inside of the block at that end. <c>Output</c> is the number of the
/// output where there are several.
/// </summary>
internal sealed record DrawnEdge(int From, int? FromPort, int To, int? ToPort, string Label, string Output);

/// <summary>Boxes and the lines between them.</summary>
internal sealed class GraphDrawing
{
    public List<DrawnBox> Boxes { get; } = [];

    public List<DrawnEdge> Edges { get; } = [];

    /// <summary>Of the inside of a block, the ports at which what the repetition before hands on comes in.</summary>
    public HashSet<int> CarriedPorts { get; } = [];

    public int CountBoxes() => Boxes.Sum(box => box.Block is { } block ? block.Inner.CountBoxes() : box.Kind == BoxKind.Port ? 0 : 1);

    public int Add(DrawnBox box)
    {
        Boxes.Add(box);
        return Boxes.Count - 1;
    }
}

/// <summary>A part that is repeated <see cref="Count"/> times.</summary>
internal sealed class GraphBlock(int count)
{
    public int Count => count;

    public GraphDrawing Inner { get; } = new();

    /// <summary>What a repetition hands to the one that is <c>Distance</c> further: the ports at which it leaves and enters.</summary>
    public List<(int OutPort, int InPort, int Distance)> Carried { get; } = [];
}
