namespace Autograd.Data.Tests;

/// <summary>A pass that is resumed gives the batches of one that was never interrupted, bit for bit.</summary>
[NonParallelizable]
public class ResumeTests
{
    private static readonly int[] _items = [.. Enumerable.Range(0, 26)];

    private static readonly Dictionary<string, Func<int, DataLoader<double, Tensor>>> _loaders = new()
    {
        ["sequential"] = workers => new(Noisy(), 4, numWorkers: workers),
        ["shuffled"] = workers => new(Noisy(), 4, shuffle: true, numWorkers: workers),
        ["generator"] = workers => new(Noisy(), 4, shuffle: true, numWorkers: workers, generator: new Generator(8)),
        ["replacement"] = workers => new(Noisy(), 4, sampler: new RandomSampler(26, true, 100), numWorkers: workers),
        ["replacement, generator"] = workers => new(Noisy(), 4, sampler: new RandomSampler(26, true, 100, new Generator(8)), numWorkers: workers),
        ["weighted"] = workers => new(Noisy(), 4, sampler: new WeightedRandomSampler(_items.Select(i => i + 1.0), 30), numWorkers: workers),
        ["subset"] = workers => new(Noisy(), 4, sampler: new SubsetRandomSampler(_items[3..]), numWorkers: workers),
        ["distributed"] = workers => new(Noisy(), 4, sampler: new DistributedSampler(26, 2, 1), numWorkers: workers),
        ["batches"] = workers => new(Noisy(), batchSampler: [[1, 2], [3], [4, 5, 6], [0]], numWorkers: workers),
        ["iterable"] = workers => new(IterableDataset.From(_items).Map(Noise), 4, numWorkers: workers),
    };

    private static IEnumerable<TestCaseData> Cases =>
        from name in _loaders.Keys
        from workers in (int[])[0, 1, 3]
        select new TestCaseData(name, workers);

    [TestCaseSource(nameof(Cases))]
    public void A_resumed_pass_is_the_uninterrupted_one(string name, int workers)
    {
        Generator.ManualSeed(4);
        var whole = _loaders[name](workers);
        double[][][] expected = [Read(whole), Read(whole), Read(whole)];
        var generatorAfter = Tensor.Rand(2).ToArray<float>();
        for (var stop = 1; stop <= expected[1].Length; stop++)
        {
            // The second pass is left after some batches; the program ends.
            Generator.ManualSeed(4);
            var first = _loaders[name](workers);
            Read(first);
            var beginning = new List<double[]>();
            OrderedDictionary<string, Tensor>? state = null;
            byte[]? generator = null;
            foreach (var batch in first)
            {
                beginning.Add(batch.ToArray<double>());
                if (beginning.Count < stop) continue;
                state = first.StateDict();
                generator = Generator.Default.GetState();
                break;
            }

            // Another continues, from another seed.
            Generator.ManualSeed(99);
            var second = _loaders[name](workers);
            second.LoadStateDict(state!);
            Generator.Default.SetState(generator);
            double[][] resumed = [.. beginning, .. Read(second)];
            Assert.That(resumed, Is.EqualTo(expected[1]), $"after batch {stop}");
            Assert.That(Read(second), Is.EqualTo(expected[2]), $"the pass after the one resumed after batch {stop}");
            Assert.That(Tensor.Rand(2).ToArray<float>(), Is.EqualTo(generatorAfter));
        }
    }

    [Test]
    public void Between_passes_there_is_nothing_to_resume()
    {
        var loader = _loaders["shuffled"](0);
        Assert.That(loader.StateDict()["batches"].Item<long>(), Is.EqualTo(-1));
        Read(loader);
        var state = loader.StateDict();
        Assert.That(state.Keys, Is.EqualTo(new[] { "batches" }));
        loader.LoadStateDict(state);
        Assert.That(Read(loader), Has.Length.EqualTo(7));
    }

    [Test]
    public void Another_number_of_workers_gives_the_same_samples()
    {
        Generator.ManualSeed(4);
        var expected = new DataLoader<int, Tensor>(_items, 4, shuffle: true).Select(batch => batch.ToArray<int>()).ToArray();
        Generator.ManualSeed(4);
        var first = new DataLoader<int, Tensor>(_items, 4, shuffle: true, numWorkers: 2);
        using (var pass = first.GetEnumerator())
            for (var i = 0; i < 3; i++) pass.MoveNext();
        foreach (var workers in (int[])[0, 1, 3])
        {
            var second = new DataLoader<int, Tensor>(_items, 4, shuffle: true, numWorkers: workers);
            second.LoadStateDict(first.StateDict());
            Assert.That(second.Select(batch => batch.ToArray<int>()), Is.EqualTo(expected[3..]));
        }
    }

    [Test]
    public void A_state_that_does_not_fit_is_refused_and_changes_nothing()
    {
        var loader = new DataLoader<int, Tensor>(_items, 4, shuffle: true, generator: new Generator(5));
        foreach (var _ in loader) break;
        var good = loader.StateDict();
        Refused("LoadStateDict: the state has no \"batches\"; pass what StateDict returned", state => state.Remove("batches"));
        Refused("LoadStateDict: \"batches\" is 8; it must be -1 to 7", state => state["batches"] = Tensor.From(8L));
        Refused("LoadStateDict: \"batches\" is Float32 of shape (); it must be one Int64", state => state["batches"] = Tensor.From(1f));
        Refused("LoadStateDict: the state has no \"base_seed\"; pass what StateDict returned", state => state.Remove("base_seed"));
        Refused("LoadStateDict: \"generator\" is Int64 of shape (); it must be a row of UInt8", state => state["generator"] = Tensor.From(1L));
        Refused("LoadStateDict: \"epoch\" is no part of this state; pass what StateDict returned", state => state["epoch"] = Tensor.From(1L));
        Refused(
            "LoadStateDict: \"default_generator\" is no state of a generator: Generator.SetState: 3 bytes given; a state has 5056. "
            + "Pass what GetState returned. (Parameter 'state')",
            state => state["default_generator"] = Tensor.From(new byte[3]));

        void Refused(string message, Action<OrderedDictionary<string, Tensor>> damage)
        {
            var state = new OrderedDictionary<string, Tensor>(good);
            damage(state);
            Assert.That(() => loader.LoadStateDict(state), Throws.TypeOf<ArgumentException>().With.Message.EqualTo(message));
            Assert.That(loader.StateDict().Select(entry => (entry.Key, Bytes(entry.Value))), Is.EqualTo(good.Select(entry => (entry.Key, Bytes(entry.Value)))));
        }
    }

    [Test]
    public void A_distributed_sampler_saves_its_epoch()
    {
        var sampler = new DistributedSampler(10, 2, 0);
        sampler.SetEpoch(5);
        var loader = new DataLoader<int, Tensor>(_items[..10], 2, sampler: sampler);
        var other = new DistributedSampler(10, 2, 0);
        var second = new DataLoader<int, Tensor>(_items[..10], 2, sampler: other);
        second.LoadStateDict(loader.StateDict());
        Assert.That(other.Epoch, Is.EqualTo(5));
        Assert.That(() => other.LoadStateDict(new Dictionary<string, Tensor> { ["epoch"] = Tensor.From(-1L) }), Throws.ArgumentException
            .With.Message.EqualTo("LoadStateDict: \"epoch\" is -1; it must be 0 to 2147483647"));
    }

    private static string Bytes(Tensor tensor) => tensor.DType == DType.UInt8 ? Convert.ToHexString(tensor.ToArray<byte>()) : $"{tensor}";

    private static Dataset<double> Noisy() => Dataset.From(_items).Map(Noise);

    private static double Noise(int index) => index + Tensor.Rand(1).Item();

    private static double[][] Read(DataLoader<double, Tensor> loader) => [.. loader.Select(batch => batch.ToArray<double>())];
}
