using static Autograd.Plotting.Graphs.LayeredGraph;

namespace Autograd.Plotting.Graphs;

/// <summary>
/// Gives each vertex a layer, as late as its users allow, so that a leaf is beside the operation before its user; and divides
/// edges over several layers by lanes.
/// </summary>
internal static class LayerRanks
{
    public static void Assign(LayeredGraph graph)
    {
        var boxes = graph.Vertices.ToArray();
        var after = Group(graph.Lines, boxes.Length, line => line.From);
        var before = Group(graph.Lines, boxes.Length, line => line.To);
        var ranks = new int[boxes.Length];
        var lowest = boxes.Any(vertex => vertex.Place == Place.Last) ? 1 : 0;
        foreach (var index in FromTheEnd(boxes.Length, after, before))
        {
            var rank = boxes[index].Place == Place.Last ? 0 : lowest;
            foreach (var line in after[index]) rank = Math.Max(rank, ranks[line.To] + 1);
            ranks[index] = rank;
        }

        var top = 0;
        for (var i = 0; i < boxes.Length; i++)
            if (boxes[i].Place != Place.First)
                top = Math.Max(top, ranks[i]);
        if (boxes.Any(vertex => vertex.Place == Place.First)) top++;
        for (var i = 0; i < boxes.Length; i++) boxes[i].Layer = boxes[i].Place == Place.First ? 0 : top - ranks[i];
        foreach (var line in graph.Lines) Divide(graph, line);
    }

    private static List<Line>[] Group(List<Line> lines, int count, Func<Line, int> key)
    {
        var groups = new List<Line>[count];
        for (var i = 0; i < count; i++) groups[i] = [];
        foreach (var line in lines) groups[key(line)].Add(line);
        return groups;
    }

    private static IEnumerable<int> FromTheEnd(int count, List<Line>[] after, List<Line>[] before)
    {
        var waiting = after.Select(lines => lines.Count).ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, count).Where(index => waiting[index] == 0));
        while (ready.TryDequeue(out var index))
        {
            yield return index;
            foreach (var line in before[index])
                if (--waiting[line.From] == 0)
                    ready.Enqueue(line.From);
        }
    }

    private static void Divide(LayeredGraph graph, Line line)
    {
        var (from, to) = (graph.Vertices[line.From], graph.Vertices[line.To]);
        line.Lanes.Add(from);
        for (var layer = from.Layer + 1; layer < to.Layer; layer++)
        {
            var lane = new Vertex { Index = graph.Vertices.Count, Across = 0, Along = 0, IsLane = true, Layer = layer };
            graph.Vertices.Add(lane);
            line.Lanes.Add(lane);
        }

        line.Lanes.Add(to);
        for (var i = 1; i < line.Lanes.Count; i++)
        {
            var segment = new Segment(line.Lanes[i - 1], line.Lanes[i], line);
            segment.From.Out.Add(segment);
            segment.To.In.Add(segment);
        }
    }
}
