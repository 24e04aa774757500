namespace Autograd.Tests.Order;

/// <summary>Sorting and selecting on random tensors with ties and NaN, of every type, along every dimension, against comparing one by one.</summary>
[Category("Slow")]
public class OrderProperties
{
    private static readonly DType[] Types =
        [DType.UInt8, DType.Int8, DType.Int16, DType.Int32, DType.Int64, DType.Float32, DType.Float64];

    private static readonly int[][] Shapes = [[1], [7], [3, 5], [5, 1, 4], [2, 3, 4], [70], [3, 700], [700, 2], [2, 1300]];

    private static IEnumerable<TestCaseData> Cases =>
        from type in Types from shape in Shapes select new TestCaseData(type, shape);

    [TestCaseSource(nameof(Cases))]
    public void Sort_and_argsort(DType type, int[] shape)
    {
        var x = Ties(type, shape, seed: 3);
        ForEachDim(x, (dim, rows) =>
        {
            foreach (var descending in new[] { false, true })
            {
                var (values, indices) = x.Sort(dim, descending);
                Assert.That(x.ArgSort(dim, descending).ToArray<long>(), Is.EqualTo(indices.ToArray<long>()));
                var expected = rows.Select(row => Sorted(row, descending)).ToArray();
                Rows(indices, dim, expected.Select(order => order.Select(i => (double)i).ToArray()));
                Rows(values, dim, rows.Zip(expected, (row, order) => order.Select(i => row[i]).ToArray()));
            }
        });
    }

    [TestCaseSource(nameof(Cases))]
    public void Topk_and_kthvalue(DType type, int[] shape)
    {
        var x = Ties(type, shape, seed: 4);
        ForEachDim(x, (dim, rows) =>
        {
            var size = rows[0].Length;
            foreach (var k in new[] { 1, (size + 1) / 2, size })
            {
                foreach (var largest in new[] { true, false })
                {
                    var chosen = rows.Select(row => Sorted(row, largest)[..k]).ToArray();
                    Rows(x.TopK(k, dim, largest).Indices, dim, chosen.Select(order => order.Select(i => (double)i).ToArray()));
                    var unsorted = x.TopK(k, dim, largest, sorted: false);
                    Rows(unsorted.Indices, dim, chosen.Select(order => order.Order().Select(i => (double)i).ToArray()));
                    Assert.That(unsorted.Values.Double().ToArray<double>(), Is.EqualTo(x.Gather(dim, unsorted.Indices).Double().ToArray<double>()));
                }

                var (values, indices) = x.KthValue(k, dim, keepDim: true);
                Rows(indices, dim, rows.Select(row => new double[] { Sorted(row, false)[k - 1] }));
                Rows(values, dim, rows.Select(row => new[] { row[Sorted(row, false)[k - 1]] }));
            }
        });
    }

    [TestCaseSource(nameof(Cases))]
    public void Medians_and_modes(DType type, int[] shape)
    {
        var x = Ties(type, shape, seed: 5);
        ForEachDim(x, (dim, rows) =>
        {
            Rows(x.Median(dim, keepDim: true).Values, dim, rows.Select(row => new[]
            {
                row.Any(double.IsNaN) ? double.NaN : row[Sorted(row, false)[(row.Length - 1) / 2]],
            }));
            Rows(x.NanMedian(dim, keepDim: true).Values, dim, rows.Select(row =>
            {
                var numbers = row.Where(v => !double.IsNaN(v)).Order().ToArray();
                return new[] { numbers.Length == 0 ? double.NaN : numbers[(numbers.Length - 1) / 2] };
            }));
            Rows(x.Mode(dim, keepDim: true).Values, dim, rows.Select(row => new[]
            {
                row.GroupBy(v => v == 0 ? 0 : v).OrderByDescending(g => g.Count()).ThenBy(g => double.IsNaN(g.Key)).ThenBy(g => g.Key).First().Key,
            }));
            Rows(x.Mode(dim, keepDim: true).Indices, dim, rows.Select(row =>
            {
                var mode = row.GroupBy(v => v == 0 ? 0 : v).OrderByDescending(g => g.Count())
                    .ThenBy(g => double.IsNaN(g.Key)).ThenBy(g => g.Key).First().Key;
                return new double[] { Array.FindLastIndex(row, v => v.Equals(mode) || v == mode) };
            }));
        });
    }

    [TestCaseSource(nameof(Cases))]
    public void Unique_elements_and_parts(DType type, int[] shape)
    {
        var x = Ties(type, shape, seed: 6, nans: false);
        var all = x.Double().ToArray<double>();
        var expected = all.Distinct().Order().ToArray();
        var values = x.Unique(out var inverse, out var counts);
        Assert.That(values.Double().ToArray<double>(), Is.EqualTo(expected));
        Assert.That(counts.ToArray<long>(), Is.EqualTo(expected.Select(v => (long)all.Count(a => a == v))));
        Assert.That(values.Take(inverse).Double().ToArray<double>(), Is.EqualTo(all));
        for (var dim = 0; dim < x.NDim; dim++)
        {
            var parts = x.Unique(out var inverseOfDim, out var countsOfDim, dim);
            Assert.That(parts.IndexSelect(dim, inverseOfDim).Double().ToArray<double>(), Is.EqualTo(all), "the inverse restores the tensor");
            Assert.That(countsOfDim.Sum().Item<long>(), Is.EqualTo(x.Size(dim)));
            for (var i = 1; i < parts.Size(dim); i++)
            {
                var (a, b) = (parts.Select(dim, i - 1).Double().ToArray<double>(), parts.Select(dim, i).Double().ToArray<double>());
                var at = Enumerable.Range(0, a.Length).First(j => a[j] != b[j]);
                Assert.That(a[at], Is.LessThan(b[at]), "the parts are sorted");
            }
        }
    }

    [TestCaseSource(nameof(Types))]
    public void Searching(DType type)
    {
        var random = new Random(8);
        for (var length = 0; length < 20; length++)
        {
            var sorted = Ties(type, [length], length, nans: false).Sort().Values;
            var values = Ties(type, [5, 4], length + 50);
            var (s, v) = (sorted.Double().ToArray<double>(), values.Double().ToArray<double>());
            Assert.That(sorted.SearchSorted(values).ToArray<long>(), Is.EqualTo(v.Select(a => (long)s.Count(b => !(b >= a)))));
            Assert.That(values.Bucketize(sorted, right: true).ToArray<long>(), Is.EqualTo(v.Select(a => (long)s.Count(b => !(b > a)))));
            Assert.That(values.IsIn(sorted).ToArray<bool>(), Is.EqualTo(v.Select(a => s.Contains(a) && !double.IsNaN(a))));
            var shuffled = Enumerable.Range(0, length).Select(i => (long)i).ToArray();
            random.Shuffle(shuffled);
            var index = Tensor.From(shuffled);
            var mixed = Tensor.Zeros(sorted.Shape, type).Scatter(0, index, sorted);
            Assert.That(mixed.SearchSorted(values, sorter: index).ToArray<long>(), Is.EqualTo(sorted.SearchSorted(values).ToArray<long>()));
        }
    }

    [Test]
    public void NaN_is_behind_everything_and_counts_nowhere()
    {
        const double nan = double.NaN;
        var sorted = Tensor.From([1.0, 3, nan, nan], DType.Float64);
        var values = Tensor.From([nan, 3, 7], DType.Float64);
        Assert.That(sorted.SearchSorted(values).ToArray<long>(), Is.EqualTo(new[] { 4L, 1, 2 }));
        Assert.That(sorted.SearchSorted(values, right: true).ToArray<long>(), Is.EqualTo(new[] { 4L, 2, 2 }));
        Assert.That(values.IsIn(sorted).ToArray<bool>(), Is.EqualTo(new[] { false, true, false }));
        Assert.That(sorted.Histc(2, 0, 4).ToArray<double>(), Is.EqualTo(new[] { 1.0, 1 }));
        Assert.That(Tensor.From([nan, 1, nan, 1], DType.Float64).Unique(out var inverse, out var counts).ToArray<double>(), Is.EqualTo(new[] { 1, nan, nan }));
        Assert.That(inverse.ToArray<long>(), Is.EqualTo(new[] { 1L, 0, 2, 0 }));
        Assert.That(counts.ToArray<long>(), Is.EqualTo(new[] { 2L, 1, 1 }));
    }

    [Test]
    public void Numbers_keep_the_precision_of_the_sequence()
    {
        var sorted = Tensor.From([0.1, 0.2, 0.3], DType.Float64);
        Assert.That(sorted.SearchSorted(0.2).Item<long>(), Is.EqualTo(1));
        Assert.That(sorted.SearchSorted(0.2, right: true).Item<long>(), Is.EqualTo(2));
        Assert.That(Tensor.From([1L, 5]).SearchSorted(4).Item<long>(), Is.EqualTo(1));
        Assert.That(sorted.IsIn(0.2).ToArray<bool>(), Is.EqualTo(new[] { false, true, false }));
        Assert.That(Tensor.From([1L, 5]).IsIn(5, invert: true).ToArray<bool>(), Is.EqualTo(new[] { true, false }));
    }

    [Test, NonParallelizable]
    public void Threads_do_not_change_what_is_found()
    {
        var x = Ties(DType.Float32, [300, 900], seed: 9);
        var threads = Threading.NumThreads;
        try
        {
            Threading.NumThreads = 1;
            var alone = (x.Sort(0).Indices.ToArray<long>(), x.TopK(70).Indices.ToArray<long>(), x.Median(1).Indices.ToArray<long>());
            Threading.NumThreads = 3;
            Assert.That(x.Sort(0).Indices.ToArray<long>(), Is.EqualTo(alone.Item1));
            Assert.That(x.TopK(70).Indices.ToArray<long>(), Is.EqualTo(alone.Item2));
            Assert.That(x.Median(1).Indices.ToArray<long>(), Is.EqualTo(alone.Item3));
        }
        finally
        {
            Threading.NumThreads = threads;
        }
    }

    /// <summary>A tensor of few different numbers, and of some far apart; transposed, so that it is not contiguous.</summary>
    private static Tensor Ties(DType type, int[] shape, int seed, bool nans = true)
    {
        var random = new Random(seed);
        var values = new double[Shape.Create(shape).Numel];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.Next(10) switch
            {
                0 when nans && type.IsFloatingPoint() => double.NaN,
                1 when type.IsFloatingPoint() => random.Next(2) == 0 ? double.NegativeInfinity : -0.0,
                2 => random.Next(type == DType.UInt8 ? 0 : -128, 128),
                3 when type >= DType.Int32 => random.Next(-1_000_000, 1_000_000),
                _ => random.Next(type == DType.UInt8 ? 0 : -3, 4),
            };
        }

        var reversed = shape.Reverse().ToArray();
        return Tensor.From(values, Shape.Create(reversed)).To(type).Permute([.. Enumerable.Range(0, shape.Length).Reverse()]);
    }

    private static void ForEachDim(Tensor x, Action<int, double[][]> check)
    {
        for (var dim = 0; dim < x.NDim; dim++) check(dim, RowsOf(x, dim));
    }

    private static double[][] RowsOf(Tensor x, int dim)
    {
        var size = x.Size(dim);
        return [.. x.Double().Transpose(dim, -1).Contiguous().ToArray<double>().Chunk(Math.Max(size, 1))];
    }

    private static void Rows(Tensor actual, int dim, IEnumerable<double[]> expected)
    {
        var at = 0;
        var rows = RowsOf(actual, dim);
        foreach (var row in expected) Assert.That(rows[at++], Is.EqualTo(row), $"row {at - 1} along {dim}");
        Assert.That(at, Is.EqualTo(rows.Length));
    }

    /// <summary>The stable order, NaN greatest, by comparing.</summary>
    private static int[] Sorted(double[] row, bool descending)
    {
        var order = Enumerable.Range(0, row.Length);
        return descending
            ? [.. order.OrderByDescending(i => double.IsNaN(row[i])).ThenByDescending(i => row[i] == 0 ? 0 : row[i])]
            : [.. order.OrderBy(i => double.IsNaN(row[i])).ThenBy(i => row[i] == 0 ? 0 : row[i])];
    }
}
