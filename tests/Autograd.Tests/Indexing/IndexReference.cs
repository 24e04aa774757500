namespace Autograd.Tests.Indexing;

/// <summary>An index in the tests' own words, from which both the library's index and the expected positions are made.</summary>
internal abstract record Part
{
    public sealed record Integer(int Index) : Part;

    public sealed record Slice(int? Start, int? Stop, int Step) : Part;

    public sealed record NewAxis : Part;

    public sealed record Ellipsis : Part;

    public sealed record List(int[] Values, int[] Shape) : Part;

    public sealed record Mask(bool[] Values, int[] Shape) : Part;

    public TensorIndex ToIndex() => this switch
    {
        Integer p => p.Index,
        Slice p => TensorIndex.Slice(p.Start, p.Stop, p.Step),
        NewAxis => TensorIndex.NewAxis,
        Ellipsis => TensorIndex.Ellipsis,
        List p when p.Shape.Length == 1 => p.Values,
        List p => Tensor.From(p.Values, Autograd.Shape.Create(p.Shape)),
        Mask p => Tensor.From(p.Values, Autograd.Shape.Create(p.Shape)),
        _ => throw new InvalidOperationException(),
    };
}

/// <summary>Indexing done naively: every selected element is a list of coordinates, found by enumeration.</summary>
internal static class IndexReference
{
    /// <summary>The shape of the result and, for each of its elements, the position in the row-major input.</summary>
    public static (int[] Shape, int[] Positions) Of(int[] shape, Part[] parts)
    {
        var used = parts.Sum(p => p is Part.NewAxis or Part.Ellipsis ? 0 : p is Part.Mask m ? m.Shape.Length : 1);
        var all = new List<Part>();
        foreach (var part in parts)
        {
            if (part is Part.Ellipsis) all.AddRange(Enumerable.Repeat(new Part.Slice(null, null, 1), shape.Length - used));
            else all.Add(part);
        }

        if (!parts.Any(p => p is Part.Ellipsis))
            all.AddRange(Enumerable.Repeat(new Part.Slice(null, null, 1), shape.Length - used));

        // Axes of the result before the index block is placed: a basic axis lists the coordinates of one input dimension.
        var axes = new List<(int Dim, int[] Coordinates)>();
        var advanced = new List<(int At, int Dim, int[] Values, int[] Shape)>();
        var fixedCoordinates = new int[shape.Length];
        var d = 0;
        var viewDim = 0;
        foreach (var part in all)
        {
            switch (part)
            {
                case Part.Integer p:
                    fixedCoordinates[d] = p.Index < 0 ? p.Index + shape[d] : p.Index;
                    d++;
                    break;
                case Part.NewAxis:
                    axes.Add((-1, [0]));
                    viewDim++;
                    break;
                case Part.Slice p:
                    axes.Add((d, PythonSlice(p, shape[d])));
                    d++;
                    viewDim++;
                    break;
                case Part.List p:
                    var size = shape[d];
                    advanced.Add((viewDim, d, [.. p.Values.Select(v => v < 0 ? v + size : v)], p.Shape));
                    axes.Add((-2, []));
                    d++;
                    viewDim++;
                    break;
                case Part.Mask p:
                    var hits = Enumerable.Range(0, p.Values.Length).Where(i => p.Values[i])
                        .Select(i => Coordinates(i, p.Shape)).ToArray();
                    for (var k = 0; k < p.Shape.Length; k++, d++, viewDim++)
                    {
                        advanced.Add((viewDim, d, [.. hits.Select(h => h[k])], [hits.Length]));
                        axes.Add((-2, []));
                    }

                    break;
            }
        }

        int[] block = [];
        foreach (var a in advanced) block = BroadcastShapes(block, a.Shape);
        var lead = 0;
        if (advanced.Count > 0 && advanced[^1].At - advanced[0].At == advanced.Count - 1) lead = advanced[0].At;
        var before = axes.Take(lead).ToArray();
        var after = axes.Skip(lead).Where(a => a.Dim != -2).ToArray();
        int[] result = [.. before.Select(a => a.Coordinates.Length), .. block, .. after.Select(a => a.Coordinates.Length)];
        var positions = new int[result.Aggregate(1, (a, b) => a * b)];
        for (var n = 0; n < positions.Length; n++)
        {
            var at = Coordinates(n, result);
            var coordinates = (int[])fixedCoordinates.Clone();
            for (var k = 0; k < before.Length; k++)
                if (before[k].Dim >= 0) coordinates[before[k].Dim] = before[k].Coordinates[at[k]];
            for (var k = 0; k < after.Length; k++)
                if (after[k].Dim >= 0) coordinates[after[k].Dim] = after[k].Coordinates[at[before.Length + block.Length + k]];
            var inBlock = at.Skip(before.Length).Take(block.Length).ToArray();
            foreach (var a in advanced) coordinates[a.Dim] = a.Values[BroadcastPosition(inBlock, a.Shape)];
            positions[n] = Position(coordinates, shape);
        }

        return (result, positions);
    }

    /// <summary>What <c>range(*slice(start, stop, step).indices(size))</c> lists in Python.</summary>
    private static int[] PythonSlice(Part.Slice slice, int size)
    {
        var indices = new List<int>();
        for (var i = 0; i < size; i++)
        {
            var index = slice.Step > 0 ? i : size - 1 - i;
            indices.Add(index);
        }

        bool After(int index, int bound) => slice.Step > 0 ? index >= bound : index <= bound;
        var start = slice.Start is { } a ? (a < 0 ? a + size : a) : slice.Step > 0 ? 0 : size - 1;
        start = slice.Step > 0 ? Math.Max(start, 0) : Math.Min(start, size - 1);
        var inside = indices.Where(i => After(i, start)).ToList();
        if (slice.Stop is { } b) inside = [.. inside.Where(i => !After(i, b < 0 ? b + size : b))];
        return [.. inside.Where((_, k) => k % Math.Abs(slice.Step) == 0)];
    }

    public static int[] Coordinates(int position, int[] shape)
    {
        var at = new int[shape.Length];
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            at[d] = position % shape[d];
            position /= shape[d];
        }

        return at;
    }

    public static int Position(int[] coordinates, int[] shape)
    {
        var position = 0;
        for (var d = 0; d < shape.Length; d++) position = position * shape[d] + coordinates[d];
        return position;
    }

    private static int[] BroadcastShapes(int[] a, int[] b)
    {
        var rank = Math.Max(a.Length, b.Length);
        var shape = new int[rank];
        for (var d = 1; d <= rank; d++)
        {
            var x = d <= a.Length ? a[^d] : 1;
            var y = d <= b.Length ? b[^d] : 1;
            shape[^d] = x == 1 ? y : x;
        }

        return shape;
    }

    private static int BroadcastPosition(int[] at, int[] shape)
    {
        var own = at.Skip(at.Length - shape.Length).Select((c, k) => shape[k] == 1 ? 0 : c).ToArray();
        return Position(own, shape);
    }
}
