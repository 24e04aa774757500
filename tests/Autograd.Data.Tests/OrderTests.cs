namespace Autograd.Data.Tests;

/// <summary>The order of batches for a seed is PyTorch's, and so is what the generators give afterwards.</summary>
[NonParallelizable]
public class OrderTests
{
    private static readonly int[] _items = [.. Enumerable.Range(0, 23)];
    private static readonly double[] _weights = [.. Enumerable.Range(0, 23).Select(i => 0.1 * (i + 1))];

    private static readonly Dictionary<string, Func<DataLoader<int, Tensor>>> _loaders = new()
    {
        ["sequential"] = () => new(_items, 5),
        ["shuffle"] = () => new(_items, 5, shuffle: true),
        ["shuffle, drop last"] = () => new(_items, 5, shuffle: true, dropLast: true),
        ["replacement"] = () => new(_items, 5, sampler: new RandomSampler(23, replacement: true, numSamples: 70)),
        ["more than all"] = () => new(_items, 5, sampler: new RandomSampler(23, numSamples: 50)),
        ["weighted"] = () => new(_items, 5, sampler: new WeightedRandomSampler(_weights, 17)),
        ["weighted, distinct"] = () => new(_items, 5, sampler: new WeightedRandomSampler(_weights, 12, replacement: false)),
        ["weighted, one"] = () => new(_items, 5, sampler: new WeightedRandomSampler(_weights, 1)),
        ["subset"] = () => new(_items, 5, sampler: new SubsetRandomSampler([3, 5, 7, 11, 13, 17, 19])),
        ["generator"] = () => new(_items, 5, shuffle: true, generator: new Generator(3)),
        ["generator, all in the last batch"] = () => new(_items[..20], 5, shuffle: true, generator: new Generator(3)),
        ["sampler's generator"] = () => new(_items, 5, sampler: new RandomSampler(23, true, 40, new Generator(3))),
        ["iterable"] = () => new(IterableDataset.From(_items[..10]), 4),
    };

    private static IEnumerable<string> Names => _loaders.Keys;

    [Test]
    public void Every_order_of_the_fixture_is_tested() =>
        Assert.That(_loaders.Keys, Is.EquivalentTo(DataFixture.Part("orders").EnumerateObject().Select(row => row.Name)));

    [TestCaseSource(nameof(Names))]
    public void Batches_come_in_PyTorchs_order(string name)
    {
        var expected = DataFixture.Part("orders").GetProperty(name);
        Generator.ManualSeed(7);
        var loader = _loaders[name]();
        foreach (var pass in expected.GetProperty("passes").As<long[][][]>())
            Assert.That(loader.Select(batch => batch.ToArray<long>()), Is.EqualTo(pass));
        Assert.That(Tensor.Rand(3).ToArray<float>(), Is.EqualTo(expected.GetProperty("after").As<float[]>()));
    }

    [TestCase(0)]
    [TestCase(2)]
    public void Without_a_batch_size_samples_come_one_by_one(int workers)
    {
        var expected = DataFixture.Part("unbatched");
        Generator.ManualSeed(7);
        var loader = new DataLoader<int>(_items, batchSize: null, shuffle: true, numWorkers: workers);
        Assert.That(loader.Count, Is.EqualTo(23));
        foreach (var pass in expected.GetProperty("passes").As<int[][]>()) Assert.That(loader, Is.EqualTo(pass));
        Assert.That(Tensor.Rand(3).ToArray<float>(), Is.EqualTo(expected.GetProperty("after").As<float[]>()));

        var rows = new DataLoader<Tensor[]>(new TensorDataset(Tensor.Arange(6).Reshape(3, 2)), batchSize: null, numWorkers: workers);
        Assert.That(rows.Select(row => row[0].Shape), Is.All.EqualTo(Shape.Create(2)));
        Assert.That(new DataLoader<int>(IterableDataset.From(_items), batchSize: null, numWorkers: workers), Is.EqualTo(_items));
    }

    [TestCaseSource(nameof(Names))]
    public void Workers_keep_the_order(string name)
    {
        var loader = _loaders[name]();
        var passes = new List<long[][]>[4];
        for (var workers = 0; workers < passes.Length; workers++)
        {
            Generator.ManualSeed(7);
            loader = name switch
            {
                "shuffle" => new(_items, 5, shuffle: true, numWorkers: workers),
                "weighted" => new(_items, 5, sampler: new WeightedRandomSampler(_weights, 17), numWorkers: workers),
                "generator" => new(_items, 5, shuffle: true, generator: new Generator(3), numWorkers: workers),
                "iterable" => new(IterableDataset.From(_items[..10]), 4, numWorkers: workers),
                _ => loader,
            };
            passes[workers] = [.. Enumerable.Range(0, 2).Select(_ => loader.Select(batch => batch.ToArray<long>()).ToArray())];
            if (name is not ("shuffle" or "weighted" or "generator" or "iterable")) return;
            Assert.That(passes[workers], Is.EqualTo(passes[0]), $"{workers} workers");
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Random_transforms_draw_what_PyTorch_draws_with_as_many_workers(int workers)
    {
        var expected = DataFixture.Part("workers").GetProperty($"{workers}");
        Generator.ManualSeed(5);
        var noisy = Dataset.From(Enumerable.Range(0, 11).ToArray()).Map(index => index + Tensor.Rand(1).Item());
        var loader = new DataLoader<double, Tensor>(noisy, batchSize: 2, shuffle: true, numWorkers: workers);
        foreach (var pass in expected.GetProperty("passes").As<double[][][]>())
            Assert.That(loader.Select(batch => batch.ToArray<double>()), Is.EqualTo(pass));
        Assert.That(Tensor.Rand(2).ToArray<float>(), Is.EqualTo(expected.GetProperty("after").As<float[]>()));
    }

    [Test]
    public void Processes_take_PyTorchs_shares()
    {
        foreach (var row in DataFixture.Part("distributed").EnumerateArray())
        {
            var (count, world) = (row.GetProperty("count").GetInt32(), row.GetProperty("world").GetInt32());
            var shares = row.GetProperty("shares").As<int[][]>();
            for (var rank = 0; rank < world; rank++)
            {
                var sampler = new DistributedSampler(
                    count, world, rank, row.GetProperty("shuffle").GetBoolean(), seed: 11, row.GetProperty("drop_last").GetBoolean());
                sampler.SetEpoch(row.GetProperty("epoch").GetInt32());
                Assert.That(sampler, Is.EqualTo(shares[rank]), row.GetRawText());
                Assert.That(sampler.Count, Is.EqualTo(shares[rank].Length));
            }
        }
    }

    [Test]
    public void Splits_are_PyTorchs()
    {
        foreach (var row in DataFixture.Part("splits").EnumerateArray())
        {
            Generator.ManualSeed(1);
            var lengths = row.GetProperty("lengths").As<double[]>();
            var items = Enumerable.Range(0, 10).ToArray();
            var parts = lengths.Sum() > 1.5 ? Dataset.RandomSplit(items, Array.ConvertAll(lengths, n => (int)n)) : Dataset.RandomSplit(items, lengths);
            Assert.That(parts.Select(part => part.ToArray()), Is.EqualTo(row.GetProperty("parts").As<int[][]>()), row.GetRawText());
        }
    }
}
