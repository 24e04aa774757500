namespace Autograd.Plotting.Graphs;

/// <summary>The boxes and lines of a drawing with their coordinates; "across" is x and "along" is y, whatever the direction.</summary>
internal sealed class GraphScene
{
    private const double PortSize = 8;
    private const double BlockPadding = 20;
    private const double LoopGap = 10;

    // Beside a block there is room for the loops and for the number on them.
    private const double BadgeRoom = 24;

    private GraphScene(List<PlacedBox> boxes, List<PlacedLine> lines, double across, double along) =>
        (Boxes, Lines, Across, Along) = (boxes, lines, across, along);

    public List<PlacedBox> Boxes { get; }

    public List<PlacedLine> Lines { get; }

    public double Across { get; }

    public double Along { get; }

    /// <summary>A box around its middle; of a block, the frame, its inside and its loops.</summary>
    internal sealed record PlacedBox(DrawnBox Box, double X, double Y, double Across, double Along)
    {
        public GraphScene? Inside { get; init; }

        public List<Loop> Loops { get; init; } = [];

        /// <summary>The middle of the badge with the number of repetitions.</summary>
        public (double X, double Y) Badge { get; init; }
    }

    /// <summary>Cubic curves, and where their label is.</summary>
    internal sealed record PlacedLine(DrawnEdge Edge, List<(double X, double Y)> Points, bool HasArrow);

    /// <summary>The corners of what one repetition hands on.</summary>
    internal sealed record Loop(List<(double X, double Y)> Corners, int Distance);

    public static GraphScene Of(GraphDrawing drawing, bool isSideways)
    {
        var insides = drawing.Boxes.Select(box => box.Block is { } block ? Of(block.Inner, isSideways) : null).ToArray();
        var rooms = drawing.Boxes.Select((box, i) => box.Block is { } block ? new BlockRoom(block, insides[i]!) : null).ToArray();
        var graph = new LayeredGraph();
        for (var i = 0; i < drawing.Boxes.Count; i++) AddVertex(graph, drawing.Boxes[i], rooms[i], isSideways);
        foreach (var edge in drawing.Edges)
            graph.Connect(new LayeredGraph.Line
            {
                From = edge.From,
                To = edge.To,
                FromOffset = Offset(edge.From, edge.FromPort),
                ToOffset = Offset(edge.To, edge.ToPort),
                IsLight = IsLight(drawing, edge),
                FromInset = edge.FromPort is null ? 0 : rooms[edge.From]!.Margin,
                ToInset = edge.ToPort is null ? 0 : rooms[edge.To]!.Margin,
            });
        graph.Arrange();

        var boxes = drawing.Boxes.Select((box, i) => Place(box, graph.Vertices[i], rooms[i])).ToList();
        var lines = drawing.Edges.Select((edge, i) => new PlacedLine(
            edge, graph.Lines[i].Points, drawing.Boxes[edge.To].Kind != BoxKind.Port)).ToList();
        return new GraphScene(boxes, lines, graph.Size.Across, graph.Size.Along);

        double? Offset(int box, int? port)
        {
            if (port is not { } index) return drawing.Boxes[box].Kind == BoxKind.Port ? 0 : null;
            var room = rooms[box]!;
            return room.Left + BlockPadding + room.Inside.Boxes[index].X - room.Across / 2;
        }
    }

    /// <summary>The width and height of a box's text.</summary>
    public static (double Width, double Height) TextSize(DrawnBox box)
    {
        var width = TextWidths.Of(box.Title, GraphSvg.TitleSize, isBold: true);
        foreach (var line in box.Lines) width = Math.Max(width, TextWidths.Of(line, GraphSvg.LineSize));
        return (Math.Ceiling(width) + 24, 28 + box.Lines.Count * GraphSvg.LineHeight);
    }

    // A leaf, or a port through which one comes.
    private static bool IsLight(GraphDrawing drawing, DrawnEdge edge) =>
        drawing.Boxes[edge.From].Kind is BoxKind.Leaf or BoxKind.Parameter
        || (drawing.Boxes[edge.From].Kind == BoxKind.Port && !drawing.CarriedPorts.Contains(edge.From));

    private static void AddVertex(LayeredGraph graph, DrawnBox box, BlockRoom? room, bool isSideways)
    {
        if (room is not null)
        {
            graph.Add(room.Across, room.Along);
        }
        else if (box.Kind == BoxKind.Port)
        {
            graph.Add(PortSize, 0, ReferenceEquals(box, DrawnBox.InPort) ? LayeredGraph.Place.First : LayeredGraph.Place.Last);
        }
        else
        {
            var (width, height) = TextSize(box);
            graph.Add(isSideways ? height : width, isSideways ? width : height, isLeaf: box.Kind is BoxKind.Leaf or BoxKind.Parameter);
        }
    }

    private static PlacedBox Place(DrawnBox box, LayeredGraph.Vertex vertex, BlockRoom? room)
    {
        if (room is null || box.Block is not { } block) return new PlacedBox(box, vertex.X, vertex.Y, vertex.Across, vertex.Along);
        var (left, top) = (vertex.X - room.Across / 2 + room.Left, vertex.Y - room.Along / 2 + room.Margin);
        var (across, along) = (room.Inside.Across + 2 * BlockPadding, room.Along - 2 * room.Margin);
        var contents = room.Inside.Moved(left + BlockPadding, top + room.Above);
        var (loops, onLeft, onRight) = (new List<Loop>(), 0, 0);
        for (var i = 0; i < block.Carried.Count; i++)
        {
            var (outPort, inPort, distance) = block.Carried[i];
            var (start, end) = (contents.Boxes[outPort], contents.Boxes[inPort]);
            var side = room.IsLeft[i] ? left - BadgeRoom - LoopGap * onLeft : left + across + BadgeRoom + LoopGap * onRight;
            var reach = LoopGap * (1 + (room.IsLeft[i] ? onLeft++ : onRight++));
            loops.Add(new Loop(
                [(start.X, start.Y), (start.X, top + along + reach), (side, top + along + reach), (side, top - reach), (end.X, top - reach), (end.X, end.Y)],
                distance));
        }

        return new PlacedBox(box, left + across / 2, top + along / 2, across, along)
        {
            Inside = contents,
            Loops = loops,
            Badge = (onRight > 0 ? left + across + BadgeRoom : onLeft > 0 ? left - BadgeRoom : left + across + BadgeRoom, top + along / 2),
        };
    }

    /// <summary>What a block needs: its contents, a frame around them, and loops around that, on the side where they begin and end.</summary>
    private sealed class BlockRoom
    {
        public BlockRoom(GraphBlock block, GraphScene inside)
        {
            Inside = inside;
            IsLeft = [.. block.Carried.Select(carried => inside.Boxes[carried.OutPort].X + inside.Boxes[carried.InPort].X < inside.Across)];
            var (left, right) = (IsLeft.Count(isLeft => isLeft), IsLeft.Count(isLeft => !isLeft));
            Left = left == 0 ? 0 : BadgeRoom + LoopGap * left;
            var badge = BadgeRoom + LoopGap * Math.Max(right, 1);
            Across = Left + inside.Across + 2 * BlockPadding + badge;
            Margin = left + right == 0 ? 0 : 8 + LoopGap * Math.Max(left, right);

            // Where there are no ports, nothing else keeps the contents away from the frame.
            Above = Has(block, DrawnBox.InPort) ? 0 : BlockPadding;
            Along = inside.Along + 2 * Margin + Above + (Has(block, DrawnBox.OutPort) ? 0 : BlockPadding);
        }

        public GraphScene Inside { get; }

        public bool[] IsLeft { get; }

        public double Left { get; }

        public double Above { get; }

        public double Margin { get; }

        public double Across { get; }

        public double Along { get; }

        private static bool Has(GraphBlock block, DrawnBox port) => block.Inner.Boxes.Exists(box => ReferenceEquals(box, port));
    }

    private GraphScene Moved(double x, double y)
    {
        foreach (var line in Lines)
            for (var i = 0; i < line.Points.Count; i++)
                line.Points[i] = (line.Points[i].X + x, line.Points[i].Y + y);
        return new GraphScene([.. Boxes.Select(box => box with { X = box.X + x, Y = box.Y + y })], Lines, Across, Along);
    }
}
