namespace Autograd.Plotting.Graphs;

/// <summary>
/// A drawing of a graph without cycles in layers, along which all edges go: <see cref="LayerRanks"/>,
/// <see cref="LayerOrder"/>, <see cref="LayerPositions"/> and <see cref="EdgeRoutes"/> are its four steps. Source: K. Sugiyama,
/// S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", 1981.
/// </summary>
/// <remarks>
/// "Across" is the direction within a layer, "along" the one from layer to layer. A picture that goes down has across = x and
/// along = y.
/// </remarks>
internal sealed class LayeredGraph
{
    public const double BoxGap = 22;
    public const double LaneGap = 14;
    public const double LayerGap = 44;

    /// <summary>Boxes, then the points at which long edges cross the layers between.</summary>
    public List<Vertex> Vertices { get; } = [];

    public List<Line> Lines { get; } = [];

    /// <summary>The vertices of each layer, in their order across.</summary>
    public List<List<Vertex>> Layers { get; } = [];

    /// <summary>The size of the whole, after <see cref="Arrange"/>.</summary>
    public (double Across, double Along) Size { get; private set; }

    internal enum Place
    {
        Anywhere,
        First,
        Last,
    }

    internal sealed class Vertex
    {
        public required int Index { get; init; }

        public required double Across { get; init; }

        public required double Along { get; init; }

        /// <summary>Ports of a block are in its first and last layer.</summary>
        public Place Place { get; init; }

        /// <summary>A leaf, which stands beside the operation that uses it.</summary>
        public bool IsLeaf { get; init; }

        public bool IsLane { get; init; }

        public int Layer { get; set; }

        public double X { get; set; }

        public double Y { get; set; }

        public List<Segment> In { get; } = [];

        public List<Segment> Out { get; } = [];
    }

    /// <summary>A part of an edge between neighbouring layers.</summary>
    internal sealed record Segment(Vertex From, Vertex To, Line Line)
    {
        public double FromOffset => From.IsLane ? 0 : Line.FromOffset ?? 0;

        public double ToOffset => To.IsLane ? 0 : Line.ToOffset ?? 0;

        public double Weight => From.IsLane && To.IsLane ? 8 : Line.IsLight ? 1e-4 : 1;
    }

    internal sealed class Line
    {
        public required int From { get; init; }

        public required int To { get; init; }

        /// <summary>Where it leaves, from the middle of the box; null to let the layout decide.</summary>
        public double? FromOffset { get; init; }

        public double? ToOffset { get; init; }

        /// <summary>One that boxes are not to be moved for.</summary>
        public bool IsLight { get; init; }

        /// <summary>How far inside of the box it begins.</summary>
        public double FromInset { get; init; }

        public double ToInset { get; init; }

        /// <summary>The boxes and lanes that it visits.</summary>
        public List<Vertex> Lanes { get; } = [];

        /// <summary>The points of its cubic curves, after <see cref="Arrange"/>: the first, then three for each curve.</summary>
        public List<(double X, double Y)> Points { get; } = [];
    }

    public Vertex Add(double across, double along, Place place = Place.Anywhere, bool isLeaf = false)
    {
        var vertex = new Vertex { Index = Vertices.Count, Across = across, Along = along, Place = place, IsLeaf = isLeaf };
        Vertices.Add(vertex);
        return vertex;
    }

    public Line Connect(Line line)
    {
        Lines.Add(line);
        return line;
    }

    public void Arrange()
    {
        LayerRanks.Assign(this);
        LayerOrder.Assign(this);
        LayerPositions.Assign(this);
        EdgeRoutes.Assign(this);
        Size = (Vertices.Max(vertex => vertex.X + vertex.Across / 2), Vertices.Max(vertex => vertex.Y + vertex.Along / 2));
    }
}
