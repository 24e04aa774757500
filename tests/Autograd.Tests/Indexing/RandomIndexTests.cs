namespace Autograd.Tests.Indexing;

/// <summary>Random indices of every kind, read and assigned, against positions found by enumeration.</summary>
public class RandomIndexTests
{
    [Test]
    public void Reading_selects_the_elements_that_enumeration_finds([Range(0, 399)] int seed)
    {
        var (x, shape, parts) = Case(seed);
        var (expectedShape, positions) = IndexReference.Of(shape, parts);
        var values = x.ToArray<double>();

        var y = Get(x, parts);

        Assert.That(y.Shape.ToArray(), Is.EqualTo(expectedShape));
        Assert.That(y.ToArray<double>(), Is.EqualTo(positions.Select(p => values[p])));
    }

    [Test]
    public void Reading_sends_the_gradient_back_to_each_element([Range(0, 199)] int seed)
    {
        var (x, shape, parts) = Case(seed);
        var leaf = x.Clone();
        leaf.RequiresGrad = true;
        var source = seed % 2 == 0 ? leaf : Twice(leaf);
        var (_, positions) = IndexReference.Of(shape, parts);
        var y = Get(source, parts);
        var weights = Differences.Random(seed, y.Shape.ToArray());

        (y * weights).Sum().Backward();

        var expected = new double[x.Numel];
        var w = weights.ToArray<double>();
        for (var k = 0; k < positions.Length; k++) expected[positions[k]] += w[k];
        Assert.That(leaf.Grad!.ToArray<double>(), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Assigning_writes_the_elements_that_enumeration_finds([Range(0, 399)] int seed)
    {
        var (x, shape, parts) = Case(seed);
        var (resultShape, positions) = IndexReference.Of(shape, parts);
        var reversed = Enumerable.Range(0, shape.Length).Reverse().ToArray();
        var throughView = seed % 3 == 0;
        var start = (throughView ? x.Permute(reversed) : x).Clone();
        start.RequiresGrad = true;
        var value = ValueFor(resultShape, seed);
        value.RequiresGrad = true;
        var target = start * 1.0;
        var written = throughView ? target.Permute(reversed) : target;

        Set(written, parts, value);

        var expected = x.ToArray<double>();
        var source = Expanded(value, resultShape);
        for (var k = 0; k < positions.Length; k++) expected[positions[k]] = source[k];
        Assert.That(written.ToArray<double>(), Is.EqualTo(expected));
        Assert.That((throughView ? target.Permute(reversed) : target).ToArray<double>(), Is.EqualTo(expected));

        var weights = Differences.Random(seed + 7, shape);
        (written * weights).Sum().Backward();
        var w = weights.ToArray<double>();
        var ofOld = w.Select((g, i) => positions.Contains(i) ? 0 : g);
        Assert.That((throughView ? start.Grad!.Permute(reversed) : start.Grad!).ToArray<double>(), Is.EqualTo(ofOld));
        var ofValue = new double[value.Numel];
        for (var k = 0; k < positions.Length; k++)
            if (Array.LastIndexOf(positions, positions[k]) == k)
                ofValue[SourceOf(k, resultShape, value)] += w[positions[k]];
        Assert.That(value.Grad?.ToArray<double>() ?? new double[value.Numel], Is.EqualTo(ofValue).Within(1e-12));
    }

    [Test]
    public void First_and_second_derivatives_agree_with_differences([Range(0, 29)] int seed)
    {
        var (x, shape, parts) = Case(seed);
        Differences.Check(v => Get(v[0] * 2.0, parts), x.Contiguous());

        // Assigning an element twice gives both values a gradient, as in PyTorch, though only the last has an effect.
        var (_, positions) = IndexReference.Of(shape, parts);
        if (positions.Distinct().Count() < positions.Length) return;
        var part = Get(x, parts);
        var value = Differences.Random(seed, part.Shape.ToArray());
        Differences.Check(v =>
        {
            var y = v[0] * v[0];
            Set(y, parts, v[1]);
            return y;
        }, x.Contiguous(), value);
    }

    private static Tensor Twice(Tensor x) => x * 1.0;

    /// <summary>A tensor in one of several layouts, and an index of it.</summary>
    private static (Tensor X, int[] Shape, Part[] Parts) Case(int seed)
    {
        var random = new Random(seed);
        var rank = random.Next(1, 5);
        var shape = new int[rank];
        for (var d = 0; d < rank; d++) shape[d] = random.Next(10) == 0 ? 0 : random.Next(1, 5);
        var x = random.Next(3) switch
        {
            0 when rank > 1 => Differences.Random(seed, [shape[^1], .. shape[..^1]])
                .Permute([.. Enumerable.Range(1, rank - 1), 0]),
            1 => Differences.Random(seed, [2, .. shape])[1][TensorIndex.Slice(step: -1)],
            _ => Differences.Random(seed, shape),
        };
        return (x, shape, Parts(random, shape));
    }

    private static Part[] Parts(Random random, int[] shape)
    {
        var parts = new List<Part>();
        var ellipsis = random.Next(3) == 0;
        var count = random.Next(1, shape.Length + 1);
        var blockLength = random.Next(0, 4);
        bool[]? mask = null;
        var d = 0;
        while (d < count && parts.Count < 5)
        {
            if (ellipsis && random.Next(2) == 0)
            {
                parts.Add(new Part.Ellipsis());
                d += shape.Length - count;
                ellipsis = false;
                count = shape.Length;
                if (d >= shape.Length) break;
            }

            var size = shape[d];
            switch (random.Next(size == 0 ? 3 : 7))
            {
                case 0:
                    parts.Add(new Part.NewAxis());
                    continue;
                case 1 or 2:
                    var step = random.Next(3) switch { 0 => -random.Next(1, 4), 1 => random.Next(1, 4), _ => 1 };
                    parts.Add(new Part.Slice(Bound(), Bound(), step));
                    break;
                case 3:
                    parts.Add(new Part.Integer(random.Next(-size, size)));
                    break;
                case 4 when mask is null && blockLength != 1 && !parts.Any(p => p is Part.List):
                    var dims = d + 1 < count && random.Next(2) == 0 ? 2 : 1;
                    var maskShape = shape[d..(d + dims)];
                    mask = new bool[maskShape.Aggregate(1, (a, b) => a * b)];
                    for (var i = 0; i < mask.Length; i++) mask[i] = random.Next(2) == 0;
                    blockLength = mask.Count(m => m);
                    parts.Add(new Part.Mask(mask, maskShape));
                    d += dims;
                    continue;
                default:
                    var listShape = mask is not null || random.Next(2) == 0 ? new[] { blockLength }
                        : random.Next(2) == 0 ? [2, blockLength] : [random.Next(1, 3), 1];
                    if (mask is null && blockLength == 0) listShape = [0];
                    var list = new int[listShape.Aggregate(1, (a, b) => a * b)];
                    for (var i = 0; i < list.Length; i++) list[i] = random.Next(-size, size);
                    parts.Add(new Part.List(list, listShape));
                    break;
            }

            d++;

            int? Bound() => random.Next(3) == 0 ? null : random.Next(-size - 2, size + 3);
        }

        // What stands behind an ellipsis must reach to the last dimension.
        if (parts.Any(p => p is Part.Ellipsis))
            for (; d < shape.Length; d++) parts.Add(new Part.Slice(null, null, 1));
        if (parts.Count > 6) return [new Part.Ellipsis()];

        // Index shapes must broadcast; where two random ones do not, one index list is enough.
        var lists = parts.OfType<Part.List>().ToArray();
        if (lists.Length > 1 && lists.Any(l => l.Shape.Length > 1
            && l.Shape[0] != lists.Max(m => m.Shape.Length > 1 ? m.Shape[0] : 1) && l.Shape[0] != 1))
            return [parts[0] is Part.List or Part.Slice or Part.Integer ? parts[0] : new Part.Ellipsis()];
        return parts.Count == 0 ? [new Part.Ellipsis()] : [.. parts];
    }

    private static Tensor ValueFor(int[] shape, int seed) => (seed % 4) switch
    {
        0 => Differences.Random(seed),
        1 when shape.Length > 0 => Differences.Random(seed, [.. shape.Select((s, d) => d == 0 ? 1 : s)]),
        2 when shape.Length > 0 => Differences.Random(seed, shape[^1]),
        _ => Differences.Random(seed, shape),
    };

    private static int SourceOf(int k, int[] shape, Tensor value)
    {
        var own = value.Shape.ToArray();
        var at = IndexReference.Coordinates(k, shape)[(shape.Length - own.Length)..];
        return IndexReference.Position([.. at.Select((c, d) => own[d] == 1 ? 0 : c)], own);
    }

    private static double[] Expanded(Tensor value, int[] shape)
    {
        var values = value.ToArray<double>();
        return [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(k => values[SourceOf(k, shape, value)])];
    }

    private static Tensor Get(Tensor x, Part[] p) => p.Length switch
    {
        1 => x[p[0].ToIndex()],
        2 => x[p[0].ToIndex(), p[1].ToIndex()],
        3 => x[p[0].ToIndex(), p[1].ToIndex(), p[2].ToIndex()],
        4 => x[p[0].ToIndex(), p[1].ToIndex(), p[2].ToIndex(), p[3].ToIndex()],
        5 => x[p[0].ToIndex(), p[1].ToIndex(), p[2].ToIndex(), p[3].ToIndex(), p[4].ToIndex()],
        _ => x[p[0].ToIndex(), p[1].ToIndex(), p[2].ToIndex(), p[3].ToIndex(), p[4].ToIndex(), p[5].ToIndex()],
    };

    private static void Set(Tensor x, Part[] p, Tensor value)
    {
        switch (p.Length)
        {
            case 1: x[p[0].ToIndex()] = value; break;
            case 2: x[p[0].ToIndex(), p[1].ToIndex()] = value; break;
            case 3: x[p[0].ToIndex(), p[1].ToIndex(), p[2].ToIndex()] = value; break;
            case 4: x[p[0].ToIndex(), p[1].ToIndex(), p[2].ToIndex(), p[3].ToIndex()] = value; break;
            case 5: x[p[0].ToIndex(), p[1].ToIndex(), p[2].ToIndex(), p[3].ToIndex(), p[4].ToIndex()] = value; break;
            default:
                x[p[0].ToIndex(), p[1].ToIndex(), p[2].ToIndex(), p[3].ToIndex(), p[4].ToIndex(), p[5].ToIndex()] = value;
                break;
        }
    }
}
