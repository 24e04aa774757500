namespace Autograd.Plotting;

/// <summary>Asks a net for the class of each place of a plane.</summary>
internal static class DecisionMap
{
    private const int PlacesAtOnce = 4096;

    internal static void Draw(
        Axes axes, Func<Tensor, Tensor> net, Tensor x, Tensor y, int resolution, double alpha, IReadOnlyList<string>? labels)
    {
        if (x.Shape.Count != 2 || x.Size(1) != 2)
            throw new ArgumentException($"DecisionRegions: x is {x.Shape}; it has to be (N, 2), a plane's points", nameof(x));
        var isOneHot = y.Shape.Count == 2 && y.Size(1) > 1;
        if (y.Shape.Count is not (1 or 2) || y.Size(0) != x.Size(0))
            throw new ArgumentException(
                $"DecisionRegions: y is {y.Shape} for {x.Size(0)} points; give each a class, (N), or a one-hot row, (N, C)", nameof(y));

        using var _ = GradMode.NoGrad();
        ArrayLike points = x;
        var classes = (isOneHot ? y.ArgMax(dim: 1) : y.Reshape(-1)).Long().ToArray<long>();
        var (left, right) = Range(points.Column(0));
        var (bottom, top) = Range(points.Column(1));
        var found = Classify(net, x.DType, resolution, (left, right), (bottom, top));

        var count = (int)Math.Max(classes.DefaultIfEmpty(0).Max(), found.Max()) + 1;
        if (labels is not null && labels.Count < count)
            throw new ArgumentException($"DecisionRegions: {count} classes and {labels.Count} labels; give one a class", nameof(labels));
        var colors = Enumerable.Range(0, count).Select(i => ColorSpec.Parse($"C{i}", axes.Figure.Style.Cycle, "DecisionRegions")).ToArray();
        axes.AddRegions(found, resolution, (left, right, bottom, top), new Colormap("classes", colors, isListed: true), count, alpha);
        for (var label = 0; label < count; label++)
        {
            var members = Enumerable.Range(0, classes.Length).Where(i => classes[i] == label).ToArray();
            if (members.Length == 0) continue;
            axes.Scatter(members.Select(i => points[i, 0]), members.Select(i => points[i, 1]), s: 20, color: $"C{label}",
                marker: "os^Dv<>pP*"[label % 10].ToString(), label: labels?.ElementAtOrDefault(label));
        }
    }

    /// <summary>The class at each place, from the bottom row to the top.</summary>
    private static double[] Classify(Func<Tensor, Tensor> net, DType dtype, int resolution, (double Low, double High) x, (double Low, double High) y)
    {
        var places = new double[resolution * resolution, 2];
        for (var i = 0; i < resolution * resolution; i++)
        {
            places[i, 0] = x.Low + (x.High - x.Low) * (i % resolution + 0.5) / resolution;
            places[i, 1] = y.Low + (y.High - y.Low) * (i / resolution + 0.5) / resolution;
        }

        var input = Tensor.From(places).To(dtype.IsFloatingPoint() ? dtype : DType.Float32);
        var classes = new List<double>();
        for (var start = 0; start < input.Size(0); start += PlacesAtOnce)
        {
            var part = input[start..Math.Min(start + PlacesAtOnce, input.Size(0))];
            var scores = net(part);
            if (scores.Shape.Count is not (1 or 2) || scores.Size(0) != part.Size(0))
                throw new ArgumentException(
                    $"DecisionRegions: for points {part.Shape} the net gave {scores.Shape}; it must give scores (N, C)", nameof(net));
            var isOne = scores.Shape.Count == 1 || scores.Size(1) == 1;
            classes.AddRange((isOne ? (scores.Reshape(-1) > 0).Long() : scores.ArgMax(dim: 1)).Double().ToArray<double>());
        }

        return [.. classes];
    }

    private static (double Low, double High) Range(double[] values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        var margin = high > low ? 0.1 * (high - low) : 1;
        return (low - margin, high + margin);
    }
}
