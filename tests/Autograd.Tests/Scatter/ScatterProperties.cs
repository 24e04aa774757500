namespace Autograd.Tests.Scatter;

/// <summary>Scattering with repeated indices on random shapes, along every dimension, against loops over coordinates.</summary>
public class ScatterProperties
{
    private static IEnumerable<TestCaseData> Cases =>
        from how in Enum.GetValues<ScatterReduction>() from includeSelf in new[] { true, false } select new TestCaseData(how, includeSelf);

    [TestCaseSource(nameof(Cases))]
    public void Scatter_reduce(ScatterReduction how, bool includeSelf)
    {
        var random = new Random(11);
        for (var round = 0; round < 60; round++)
        {
            var (x, index, source, dim) = Problem(random);
            var expected = Naive(x, index, source, dim, how, includeSelf);
            Assert.That(x.ScatterReduce(dim, index, source, how, includeSelf).ToArray<double>(), Is.EqualTo(expected).Within(1e-12));
            var single = x.Float().ScatterReduce(dim, index, source.Float(), how, includeSelf);
            Assert.That(single.Double().ToArray<double>(), Is.EqualTo(expected).Within(1e-4));
            if (how == ScatterReduction.Sum && includeSelf)
                Assert.That(x.ScatterAdd(dim, index, source).ToArray<double>(), Is.EqualTo(expected).Within(1e-12));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Recorded_and_unrecorded_gradients_agree(ScatterReduction how, bool includeSelf)
    {
        var random = new Random(12);
        for (var round = 0; round < 30; round++)
        {
            var (x, index, source, dim) = Problem(random, zeros: true);
            (x.RequiresGrad, source.RequiresGrad) = (true, true);
            Tensor[] Grads(bool createGraph) => Functional.Grad(
                [(x.ScatterReduce(dim, index, source, how, includeSelf) * 1.5).Sum()], [x, source], createGraph: createGraph)!;
            var (plain, recorded) = (Grads(false), Grads(true));
            for (var i = 0; i < 2; i++)
                Assert.That(recorded[i].Detach().ToArray<double>(), Is.EqualTo(plain[i].ToArray<double>()).Within(1e-12));
        }
    }

    [Test]
    public void The_last_of_repeated_indices_stays()
    {
        var random = new Random(13);
        for (var round = 0; round < 60; round++)
        {
            var (x, index, source, dim) = Problem(random);
            var expected = x.ToArray<double>();
            ForEach(index, source, x, dim, (place, value) => expected[place] = value);
            Assert.That(x.Scatter(dim, index, source).ToArray<double>(), Is.EqualTo(expected));
            var written = x.Clone();
            written.ScatterInPlace(dim, index, source);
            Assert.That(written.ToArray<double>(), Is.EqualTo(expected));

            var filled = x.ToArray<double>();
            ForEach(index, source, x, dim, (place, _) => filled[place] = 7);
            Assert.That(x.Scatter(dim, index, 7).ToArray<double>(), Is.EqualTo(filled));
        }
    }

    [Test]
    public void Index_add_copy_fill_and_take()
    {
        var random = new Random(14);
        for (var round = 0; round < 60; round++)
        {
            var (x, _, _, dim) = Problem(random);
            var list = Enumerable.Range(0, random.Next(5)).Select(_ => (long)random.Next(x.Size(dim))).ToArray();
            var index = Tensor.From(list);
            var sizes = x.Shape.ToArray();
            sizes[dim] = list.Length;
            var source = Uniform(random, sizes);
            Tensor added = x.Clone(), copied = x.Clone(), filled = x.Clone();
            for (var k = 0; k < list.Length; k++)
            {
                added.Narrow(dim, (int)list[k], 1).AddInPlace(source.Narrow(dim, k, 1) * 3);
                copied.Narrow(dim, (int)list[k], 1).CopyInPlace(source.Narrow(dim, k, 1));
                filled.Narrow(dim, (int)list[k], 1).FillInPlace(2);
            }

            Same(x.IndexAdd(dim, index, source, alpha: 3), added);
            Same(x.IndexCopy(dim, index, source), copied);
            Same(x.IndexFill(dim, index - x.Size(dim), 2), filled);
            Tensor inPlace = x.Clone(), copyInPlace = x.Clone(), fillInPlace = x.Clone();
            inPlace.IndexAddInPlace(dim, index, source, alpha: 3);
            copyInPlace.IndexCopyInPlace(dim, index, source);
            fillInPlace.IndexFillInPlace(dim, index, 2);
            Same(inPlace, added);
            Same(copyInPlace, copied);
            Same(fillInPlace, filled);

            var order = x.ArgSort(dim);
            Same(x.TakeAlongDim(order, dim), x.Sort(dim).Values);
            var places = Tensor.From(Enumerable.Range(0, 4).Select(_ => (long)random.Next(-x.Numel, x.Numel)).ToArray(), [2, 2]);
            Same(x.Take(places), x.Flatten()[places]);
        }
    }

    [Test]
    public void Numbers_without_dimensions_count_as_lists_of_one()
    {
        var x = Tensor.From(3, DType.Float64);
        var zero = Tensor.From(0L);
        var list = Tensor.From([0L]);
        Assert.That(x.Gather(0, Tensor.From([0L, 0])).ToArray<double>(), Is.EqualTo(new[] { 3.0, 3 }));
        Assert.That(Tensor.From([3.0, 4], DType.Float64).Gather(0, Tensor.From(1L)).Item(), Is.EqualTo(4));
        Assert.That(x.IndexSelect(0, list).NDim, Is.Zero);
        Assert.That(x.Scatter(0, list, Tensor.From([5.0], DType.Float64)).Item(), Is.EqualTo(5));
        Assert.That(x.IndexAdd(0, list, Tensor.From(2, DType.Float64)).Item(), Is.EqualTo(5));
        Assert.That(x.IndexFill(0, zero, 2).Item(), Is.EqualTo(2));
        Assert.That(x.IndexCopy(0, list, Tensor.From([2.0], DType.Float64)).Item(), Is.EqualTo(2));
        Assert.That(x.ScatterReduce(0, zero, Tensor.From(5, DType.Float64), ScatterReduction.Sum).Item(), Is.EqualTo(8));
        Assert.That(x.Take(Tensor.From(new[,] { { 0L } })).Shape.ToArray(), Is.EqualTo(new[] { 1, 1 }));
        Assert.That(x.MaskedScatter(Tensor.From(true), Tensor.From([5.0], DType.Float64)).Item(), Is.EqualTo(5));
        var y = x.Clone();
        y.IndexAddInPlace(0, zero, Tensor.From(2, DType.Float64));
        Assert.That(y.Item(), Is.EqualTo(5));
    }

    [Test]
    public void A_source_may_be_the_tensor_itself()
    {
        var x = Tensor.From([1.0, 2, 3], DType.Float64);
        x.IndexAddInPlace(0, Tensor.From([2L, 0, 0]), x);
        Assert.That(x.ToArray<double>(), Is.EqualTo(new[] { 6.0, 2, 4 }));
        x.IndexCopyInPlace(0, Tensor.From([1L, 2, 0]), x);
        Assert.That(x.ToArray<double>(), Is.EqualTo(new[] { 4.0, 6, 2 }));
    }

    /// <summary>A tensor, an index that repeats and is smaller, a source that is larger than the index, and a dimension.</summary>
    private static (Tensor X, Tensor Index, Tensor Source, int Dim) Problem(Random random, bool zeros = false)
    {
        var sizes = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 5)).ToArray();
        var dim = random.Next(sizes.Length);
        var indexSizes = sizes.Select((size, d) => d == dim ? random.Next(7) : random.Next(1, size + 1)).ToArray();
        var sourceSizes = indexSizes.Select(size => size + random.Next(2)).ToArray();
        var index = Tensor.From(
            Enumerable.Range(0, Shape.Create(indexSizes).Numel).Select(_ => (long)random.Next(sizes[dim])).ToArray(), Shape.Create(indexSizes));
        var (x, source) = (Uniform(random, sizes), Uniform(random, sourceSizes));
        return zeros ? (WithZeros(x, random), index, WithZeros(source, random), dim) : (x, index, source, dim);
    }

    private static Tensor Uniform(Random random, int[] sizes) =>
        Tensor.From(Enumerable.Range(0, Shape.Create(sizes).Numel).Select(_ => random.NextDouble() * 4 - 2).ToArray(), Shape.Create(sizes));

    private static Tensor WithZeros(Tensor x, Random random) =>
        x.MaskedFill(Tensor.From(Enumerable.Range(0, x.Numel).Select(_ => random.Next(3) == 0).ToArray(), x.Shape), 0);

    private static double[] Naive(Tensor x, Tensor index, Tensor source, int dim, ScatterReduction how, bool includeSelf)
    {
        var own = x.ToArray<double>();
        var groups = own.Select(v => includeSelf ? new List<double> { v } : []).ToArray();
        ForEach(index, source, x, dim, (place, value) => groups[place].Add(value));
        return [.. groups.Select((group, i) => group.Count == 0 ? own[i] : how switch
        {
            ScatterReduction.Sum => group.Sum(),
            ScatterReduction.Prod => group.Aggregate(1.0, (a, b) => a * b),
            ScatterReduction.Mean => group.Average(),
            ScatterReduction.AMax => group.Max(),
            _ => group.Min(),
        })];
    }

    /// <summary>The place in the target, in row-major order, and the value of each element that an index scatters.</summary>
    private static void ForEach(Tensor index, Tensor source, Tensor target, int dim, Action<int, double> visit)
    {
        var indices = index.ToArray<long>();
        var values = source.ToArray<double>();
        for (var k = 0; k < indices.Length; k++)
        {
            var (rest, place, from, step, sourceStep) = (k, 0, 0, 1, 1);
            for (var d = index.NDim - 1; d >= 0; d--)
            {
                (rest, var at) = Math.DivRem(rest, index.Size(d));
                place += (d == dim ? (int)indices[k] : at) * step;
                from += at * sourceStep;
                step *= target.Size(d);
                sourceStep *= source.Size(d);
            }

            visit(place, values[from]);
        }
    }

    private static void Same(Tensor actual, Tensor expected)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape));
        Assert.That(actual.ToArray<double>(), Is.EqualTo(expected.ToArray<double>()).Within(1e-12));
    }
}
