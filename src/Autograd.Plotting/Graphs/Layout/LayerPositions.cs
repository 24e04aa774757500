using static Autograd.Plotting.Graphs.LayeredGraph;

namespace Autograd.Plotting.Graphs;

/// <summary>
/// Gives the vertices coordinates. Across, each layer in turn takes the positions closest to those of its neighbours (least
/// squares under the layer's order and gaps, which is an isotonic regression), down and up; then lanes are made straight where
/// there is room.
/// </summary>
internal static class LayerPositions
{
    private const int Sweeps = 24;

    public static void Assign(LayeredGraph graph)
    {
        foreach (var layer in graph.Layers)
        {
            var x = 0.0;
            for (var i = 0; i < layer.Count; i++)
            {
                if (i > 0) x += Gap(layer[i - 1], layer[i]);
                layer[i].X = x;
            }
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isDown = sweep % 2 == 1;
            var both = sweep >= Sweeps - 6;
            for (var i = 0; i < graph.Layers.Count; i++)
                Place(graph.Layers[isDown ? i : graph.Layers.Count - 1 - i], both || isDown, both || !isDown);
        }

        // What has one predecessor comes exactly below it.
        foreach (var layer in graph.Layers) Place(layer, fromBefore: true, fromAfter: false);

        Straighten(graph);
        var left = graph.Vertices.Min(vertex => vertex.X - vertex.Across / 2);
        foreach (var vertex in graph.Vertices) vertex.X -= left;
        PlaceAlong(graph);
    }

    /// <summary>
    /// The numbers closest to <paramref name="wanted"/> that have at least the gaps between them: neighbours that would come too
    /// close are pooled and move as one. Source: M. Ayer and others, "An empirical distribution function for sampling with
    /// incomplete information", 1955.
    /// </summary>
    internal static double[] Fit(ReadOnlySpan<double> wanted, ReadOnlySpan<double> weights, ReadOnlySpan<double> gaps)
    {
        var pools = new List<(double Mean, double Weight, int Count)>();
        var shifts = new double[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            if (i > 0) shifts[i] = shifts[i - 1] + gaps[i - 1];
            var pool = (Mean: wanted[i] - shifts[i], Weight: weights[i], Count: 1);
            while (pools.Count > 0 && pools[^1].Mean > pool.Mean)
            {
                var last = pools[^1];
                pools.RemoveAt(pools.Count - 1);
                var weight = last.Weight + pool.Weight;
                pool = ((last.Mean * last.Weight + pool.Mean * pool.Weight) / weight, weight, last.Count + pool.Count);
            }

            pools.Add(pool);
        }

        var result = new double[wanted.Length];
        var k = 0;
        foreach (var (mean, _, count) in pools)
            for (var i = 0; i < count; i++, k++)
                result[k] = mean + shifts[k];
        return result;
    }

    private static double Gap(Vertex left, Vertex right) =>
        left.Across / 2 + right.Across / 2 + (left.IsLane || right.IsLane ? LaneGap : BoxGap);

    private static void Place(List<Vertex> layer, bool fromBefore, bool fromAfter)
    {
        var (wanted, weights, gaps) = (new double[layer.Count], new double[layer.Count], new double[layer.Count]);
        for (var i = 0; i < layer.Count; i++)
        {
            var vertex = layer[i];
            if (i + 1 < layer.Count) gaps[i] = Gap(vertex, layer[i + 1]);

            // A little inertia, for those without neighbours there.
            var (sum, weight) = (vertex.X * 1e-6, 1e-6);
            if (fromBefore)
                foreach (var segment in vertex.In)
                {
                    weight += segment.Weight;
                    sum += segment.Weight * (segment.From.X + segment.FromOffset - segment.ToOffset);
                }

            if (fromAfter || vertex.IsLeaf)
                foreach (var segment in vertex.Out)
                {
                    weight += segment.Weight;
                    sum += segment.Weight * (segment.To.X + segment.ToOffset - segment.FromOffset);
                }

            (wanted[i], weights[i]) = (sum / weight, weight);
        }

        var fitted = Fit(wanted, weights, gaps);
        for (var i = 0; i < layer.Count; i++) layer[i].X = fitted[i];
    }

    private static void Straighten(LayeredGraph graph)
    {
        var places = new Dictionary<Vertex, int>();
        foreach (var layer in graph.Layers)
            for (var i = 0; i < layer.Count; i++)
                places[layer[i]] = i;
        foreach (var line in graph.Lines.Where(line => line.Lanes.Count > 2))
        {
            var lanes = line.Lanes[1..^1];
            var low = double.NegativeInfinity;
            var high = double.PositiveInfinity;
            foreach (var lane in lanes)
            {
                var layer = graph.Layers[lane.Layer];
                var place = places[lane];
                if (place > 0) low = Math.Max(low, layer[place - 1].X + Gap(layer[place - 1], lane));
                if (place + 1 < layer.Count) high = Math.Min(high, layer[place + 1].X - Gap(lane, layer[place + 1]));
            }

            if (low > high) continue;
            var ends = (line.Lanes[0].X + (line.FromOffset ?? 0), line.Lanes[^1].X + (line.ToOffset ?? 0));
            var wanted = Math.Clamp(lanes.Average(lane => lane.X), Math.Min(ends.Item1, ends.Item2), Math.Max(ends.Item1, ends.Item2));
            foreach (var lane in lanes) lane.X = Math.Clamp(wanted, low, high);
        }
    }

    private static void PlaceAlong(LayeredGraph graph)
    {
        var y = 0.0;
        foreach (var layer in graph.Layers)
        {
            var height = layer.Max(vertex => vertex.Along);

            // Leaves are close to their users.
            foreach (var vertex in layer) vertex.Y = y + (vertex.IsLeaf ? height - vertex.Along / 2 : height / 2);

            // Many lines need room to bend.
            y += height + LayerGap + Math.Min(60, 1.5 * layer.Sum(vertex => vertex.Out.Count));
        }
    }
}
