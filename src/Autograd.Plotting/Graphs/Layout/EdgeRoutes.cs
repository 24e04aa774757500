using static Autograd.Plotting.Graphs.LayeredGraph;

namespace Autograd.Plotting.Graphs;

/// <summary>
/// The curves of the edges: straight along past the boxes of a layer, and bent in the gaps between layers, so that no edge
/// touches a box on its way.
/// </summary>
internal static class EdgeRoutes
{
    private const double Margin = 14;
    private const double Spread = 14;

    public static void Assign(LayeredGraph graph)
    {
        var tops = graph.Layers.Select(layer => layer.Min(vertex => vertex.Y - vertex.Along / 2)).ToArray();
        var bottoms = graph.Layers.Select(layer => layer.Max(vertex => vertex.Y + vertex.Along / 2)).ToArray();
        var (starts, ends) = (new Dictionary<Segment, double>(), new Dictionary<Segment, double>());
        foreach (var vertex in graph.Vertices)
        {
            Distribute(vertex, vertex.In, segment => segment.ToOffset, segment => segment.Line.ToOffset, Wanted, ends);
            Distribute(vertex, vertex.Out, segment => segment.FromOffset, segment => segment.Line.FromOffset, WantedStart, starts);
        }

        var segments = graph.Vertices.SelectMany(vertex => vertex.Out).ToLookup(segment => segment.Line);
        foreach (var line in graph.Lines)
        {
            var points = line.Points;
            foreach (var segment in segments[line].OrderBy(segment => segment.From.Layer))
            {
                var (start, end) = (starts[segment], ends[segment]);
                var (from, to) = (segment.From, segment.To);
                var y0 = from.IsLane ? bottoms[from.Layer] : from.Y + from.Along / 2 - line.FromInset;
                if (points.Count == 0) points.Add((start, y0));
                Straight(points, (start, bottoms[from.Layer]));
                Bend(points, (end, tops[to.Layer]));
                Straight(points, to.IsLane ? (end, bottoms[to.Layer]) : (end, to.Y - to.Along / 2 + line.ToInset));
            }
        }
    }

    private static void Straight(List<(double X, double Y)> points, (double X, double Y) to)
    {
        var from = points[^1];
        if (Math.Abs(from.Y - to.Y) < 0.01) return;
        points.Add((from.X + (to.X - from.X) / 3, from.Y + (to.Y - from.Y) / 3));
        points.Add((from.X + (to.X - from.X) * 2 / 3, from.Y + (to.Y - from.Y) * 2 / 3));
        points.Add(to);
    }

    private static void Bend(List<(double X, double Y)> points, (double X, double Y) to)
    {
        var from = points[^1];
        var middle = (from.Y + to.Y) / 2;
        points.Add((from.X, middle));
        points.Add((to.X, middle));
        points.Add(to);
    }

    // A straight line where the boxes are above each other, else to the nearest part of the other.
    private static double Wanted(Segment segment) => Common(segment) ?? Inside(segment.To, Middle(segment.From, segment.FromOffset));

    private static double WantedStart(Segment segment) => Common(segment)
        ?? (segment.From.Out.Count > 1 ? Inside(segment.From, Middle(segment.To, segment.ToOffset)) : Middle(segment.From, segment.FromOffset));

    private static double Middle(Vertex vertex, double offset) => vertex.X + offset;

    private static double? Common(Segment segment)
    {
        var (from, to) = (segment.From, segment.To);
        var low = Math.Max(from.X - Room(from), to.X - Room(to));
        var high = Math.Min(from.X + Room(from), to.X + Room(to));
        return low <= high ? Math.Clamp(Middle(from, segment.FromOffset), low, high) : null;
    }

    private static double Room(Vertex vertex) => Math.Max(0, vertex.Across / 2 - Margin);

    private static double Inside(Vertex vertex, double x) => Math.Clamp(x, vertex.X - Room(vertex), vertex.X + Room(vertex));

    private static void Distribute(
        Vertex vertex, List<Segment> segments, Func<Segment, double> offset, Func<Segment, double?> port, Func<Segment, double> wanted,
        Dictionary<Segment, double> result)
    {
        foreach (var segment in segments)
            if (vertex.IsLane || port(segment) is not null)
                result[segment] = vertex.X + (vertex.IsLane ? 0 : offset(segment));
        var free = segments.Where(segment => !result.ContainsKey(segment))
            .Select(segment => (Segment: segment, X: Inside(vertex, wanted(segment)), Other: (segment.From == vertex ? segment.To : segment.From).X))
            .OrderBy(end => end.Other).ThenBy(end => end.X).ThenBy(end => end.Segment.Line.From).ToArray();
        if (free.Length == 0) return;
        var gap = Math.Min(Spread, free.Length > 1 ? 2 * Room(vertex) / (free.Length - 1) : 0);
        var gaps = Enumerable.Repeat(gap, free.Length).ToArray();
        var fitted = LayerPositions.Fit(
            free.Select(end => end.X).ToArray(), free.Select(end => end.Segment.Weight).ToArray(), gaps);

        // Those that stick out on one side move back in, and push the others.
        for (var i = 0; i < free.Length; i++) fitted[i] = Math.Max(fitted[i], vertex.X - Room(vertex) + i * gap);
        for (var i = free.Length - 1; i >= 0; i--) fitted[i] = Math.Min(fitted[i], vertex.X + Room(vertex) - (free.Length - 1 - i) * gap);
        for (var i = 0; i < free.Length; i++) result[free[i].Segment] = fitted[i];
    }
}
