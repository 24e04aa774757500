using static Autograd.Plotting.Graphs.LayeredGraph;

namespace Autograd.Plotting.Graphs;

/// <summary>
/// Orders the vertices of each layer: first as a walk from the end finds them, inputs in their order; then by the medians of
/// their neighbours, down and up, as long as that leaves fewer crossings. Source: E. Gansner and others, "A technique for drawing
/// directed graphs", 1993.
/// </summary>
internal static class LayerOrder
{
    private const int Sweeps = 12;

    public static void Assign(LayeredGraph graph)
    {
        Begin(graph);
        var order = new int[graph.Vertices.Count];
        Number(graph.Layers, order);
        var (best, fewest) = (Copy(graph.Layers), Crossings(graph, order));
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            for (var i = 1; i < graph.Layers.Count; i++)
            {
                var layer = graph.Layers[sweep % 2 == 0 ? i : graph.Layers.Count - 1 - i];
                Sort(layer, order, isDown: sweep % 2 == 0);
            }

            var crossings = Crossings(graph, order);
            if (crossings < fewest) (best, fewest) = (Copy(graph.Layers), crossings);
        }

        graph.Layers.Clear();
        graph.Layers.AddRange(best);
    }

    /// <summary>The number of pairs of segments that cross.</summary>
    public static long Crossings(LayeredGraph graph)
    {
        var order = new int[graph.Vertices.Count];
        Number(graph.Layers, order);
        return Crossings(graph, order);
    }

    private static void Begin(LayeredGraph graph)
    {
        for (var i = graph.Vertices.Max(vertex => vertex.Layer); i >= 0; i--) graph.Layers.Add([]);
        var seen = new bool[graph.Vertices.Count];
        var stack = new Stack<Vertex>();
        foreach (var end in graph.Vertices.Where(vertex => vertex.Out.Count == 0))
        {
            stack.Push(end);
            while (stack.TryPop(out var vertex))
            {
                if (seen[vertex.Index]) continue;
                seen[vertex.Index] = true;
                graph.Layers[vertex.Layer].Add(vertex);
                for (var i = vertex.In.Count - 1; i >= 0; i--) stack.Push(vertex.In[i].From);
            }
        }
    }

    private static List<Vertex>[] Copy(List<List<Vertex>> layers) => [.. layers.Select(layer => layer.ToList())];

    private static void Number(List<List<Vertex>> layers, int[] order)
    {
        foreach (var layer in layers) Number(layer, order);
    }

    private static void Number(List<Vertex> layer, int[] order)
    {
        for (var i = 0; i < layer.Count; i++) order[layer[i].Index] = i;
    }

    // Vertices without neighbours there keep their places; the others are sorted into the rest.
    private static void Sort(List<Vertex> layer, int[] order, bool isDown)
    {
        var medians = layer.ToDictionary(vertex => vertex, vertex => Median(vertex, order, isDown));
        var sorted = layer.Where(vertex => medians[vertex] >= 0)
            .OrderBy(vertex => medians[vertex]).ThenBy(vertex => order[vertex.Index]).GetEnumerator();
        for (var i = 0; i < layer.Count; i++)
            if (medians[layer[i]] >= 0 && sorted.MoveNext())
                layer[i] = sorted.Current;
        Number(layer, order);
    }

    private static double Median(Vertex vertex, int[] order, bool isDown)
    {
        var segments = isDown ? vertex.In : vertex.Out;
        if (segments.Count == 0) return -1;
        var places = segments.Select(segment => End(segment, order, isDown)).Order().ToArray();
        var middle = places.Length / 2;
        if (places.Length % 2 == 1) return places[middle];
        return (places[middle - 1] + places[middle]) / 2;
    }

    // Ports of one box differ by less than one place.
    private static double End(Segment segment, int[] order, bool isFrom)
    {
        var vertex = isFrom ? segment.From : segment.To;
        var offset = isFrom ? segment.FromOffset : segment.ToOffset;
        return order[vertex.Index] + (vertex.Across > 0 ? offset / vertex.Across : 0);
    }

    private static long Crossings(LayeredGraph graph, int[] order)
    {
        var crossings = 0L;
        foreach (var layer in graph.Layers)
        {
            var ends = layer.SelectMany(vertex => vertex.Out)
                .Select(segment => (From: End(segment, order, isFrom: true), To: End(segment, order, isFrom: false)))
                .OrderBy(ends => ends.From).ThenBy(ends => ends.To).Select(ends => ends.To).ToArray();
            crossings += Inversions(ends, new double[ends.Length], 0, ends.Length);
        }

        return crossings;
    }

    private static long Inversions(double[] values, double[] room, int start, int end)
    {
        if (end - start < 2) return 0;
        var middle = (start + end) / 2;
        var count = Inversions(values, room, start, middle) + Inversions(values, room, middle, end);
        var (i, j) = (start, middle);
        for (var k = start; k < end; k++)
        {
            if (j == end || (i < middle && values[i] <= values[j]))
            {
                room[k] = values[i++];
            }
            else
            {
                count += middle - i;
                room[k] = values[j++];
            }
        }

        Array.Copy(room, start, values, start, end - start);
        return count;
    }
}
