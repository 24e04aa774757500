using FsCheck;
using FsCheck.Fluent;

namespace Autograd.Data.Tests;

/// <summary>Data sets made of others, and what they say about wrong arguments.</summary>
public class DatasetTests
{
    private static readonly int[] _items = [.. Enumerable.Range(0, 10)];

    [Test]
    public void Views_read_from_their_source()
    {
        var items = Dataset.From(_items);
        Assert.That(items.Map(i => $"{i}"), Is.EqualTo(_items.Select(i => $"{i}")));
        Assert.That(items.Where(i => i % 3 == 1), Is.EqualTo(new[] { 1, 4, 7 }));
        Assert.That(items.Where(i => i % 3 == 1).Indices, Is.EqualTo(new[] { 1, 4, 7 }));
        Assert.That(items.Take(3), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(items.Take(30), Is.EqualTo(_items));
        Assert.That(items.Take(2) + items.Where(i => i > 8), Is.EqualTo(new[] { 0, 1, 9 }));
        Assert.That(new ConcatDataset<int>([], _items[..2], [], [7], []), Is.EqualTo(new[] { 0, 1, 7 }));
        Assert.That(new StackDataset<int, string>(_items[..2], ["a", "b"]), Is.EqualTo(new[] { (0, "a"), (1, "b") }));
        Assert.That(new StackDataset<int, int, int>(_items, _items, _items)[^1], Is.EqualTo((9, 9, 9)));
        Assert.That(Dataset.From(items), Is.SameAs(items));
    }

    [Test]
    public void Streams_are_read_anew_in_each_pass()
    {
        var stream = IterableDataset.From(_items).Map(i => 10 * i).Where(i => i > 30).Take(3);
        Assert.That(stream, Is.EqualTo(new[] { 40, 50, 60 }));
        Assert.That(stream, Is.EqualTo(new[] { 40, 50, 60 }));
        Assert.That(stream + IterableDataset.From(_items[..1]), Is.EqualTo(new[] { 40, 50, 60, 0 }));
        Assert.That(IterableDataset.From(_items, 10).Map(i => i).Take(4).Count, Is.EqualTo(4));
        Assert.That((IterableDataset.From(_items, 10) + IterableDataset.From(_items, 5)).Count, Is.EqualTo(15));
        Assert.That((IterableDataset.From(_items, 10) + IterableDataset.From(_items)).Count, Is.Null);
        Assert.That(IterableDataset.From(stream), Is.SameAs(stream));
    }

    [Test]
    public void A_batch_of_tensors_is_what_collating_its_rows_gives()
    {
        var (x, y) = (Tensor.Arange(60).Reshape(10, 2, 3).Float(), Tensor.Arange(20).Reshape(2, 10).T);
        var data = new TensorDataset(x, y);
        var subset = data.Where(sample => sample[0][0, 0].Item() % 12 == 0).Take(4);
        foreach (var set in (Dataset<Tensor[]>[])[data, subset])
        {
            var fast = new DataLoader<Tensor[]>(set, 3).ToArray();
            var slow = new DataLoader<Tensor[]>(set.Map(sample => sample), 3).ToArray();
            Assert.That(fast, Has.Length.EqualTo(slow.Length));
            foreach (var (one, other) in fast.Zip(slow))
            {
                Assert.That(one[0].Equal(other[0]) && one[1].Equal(other[1]));
                Assert.That((one[0].DType, one[1].DType), Is.EqualTo((other[0].DType, other[1].DType)));
            }
        }

        var (first, second) = new DataLoader<Tensor[]>(data, 2).First();
        Assert.That((first.Shape, second.Shape), Is.EqualTo((Shape.Create(2, 2, 3), Shape.Create(2, 2))));
        Assert.That(data.Tensors, Is.EqualTo(new[] { x, y }));
    }

    [Test]
    public void Every_sample_comes_once()
    {
        Check.One(Config.QuickThrowOnFailure.WithReplay(20260, 43053), Prop.ForAll<NonNegativeInt, PositiveInt, bool>((count, size, shuffle) =>
        {
            var items = Enumerable.Range(0, count.Get).ToArray();
            var loader = new DataLoader<int, Tensor>(items, size.Get, shuffle, generator: new Generator(1));
            var batches = loader.Select(batch => batch.ToArray<int>()).ToArray();
            return batches.SelectMany(batch => batch).Order().SequenceEqual(items) && batches.Length == loader.Count
                && batches.SkipLast(1).All(batch => batch.Length == size.Get);
        }));
    }

    [Test]
    public void Wrong_arguments_are_named()
    {
        Wrong(() => Dataset.From(_items).Take(-1), "Take: count is -1; it must not be negative (Parameter 'count')");
        Wrong(() => IterableDataset.From(_items).Take(-1), "Take: count is -1; it must not be negative (Parameter 'count')");
        Wrong(() => IterableDataset.From(_items, -1), "From: count is -1; it must not be negative (Parameter 'count')");
        Wrong(() => Dataset.RandomSplit(_items, [3, 8]),
            "RandomSplit: the lengths sum to 11, and the data set has 10 samples; pass lengths that sum to 10, or fractions that sum to 1.0 (Parameter 'lengths')");
        Wrong(() => Dataset.RandomSplit(_items, [-3, 13]), "RandomSplit: a length of -3; pass lengths of 0 or more (Parameter 'lengths')");
        Wrong(() => Dataset.RandomSplit(_items, [0.5, 0.6]), "RandomSplit: the fractions sum to 1.1; pass fractions that sum to 1 (Parameter 'fractions')");
        Wrong(() => Dataset.RandomSplit(_items, [-0.5, 1.5]), "RandomSplit: a fraction of -0.5; pass fractions between 0 and 1 (Parameter 'fractions')");
        Wrong(() => new Subset<int>(_items, [3, 10]), "Subset: index 10 of 10 samples; use 0 to 9 (Parameter 'indices')");
        Wrong(() => _ = new Subset<int>(_items, [3])[1], "Subset: index 1 of 1 samples; use 0 to 0 (Parameter 'index')");
        Wrong(() => new ConcatDataset<int>(), "ConcatDataset: no data set; pass at least one (Parameter 'datasets')");
        Wrong(() => new ConcatDataset<int>(_items, null!), "ConcatDataset: data set 1 is null; pass data sets alone (Parameter 'datasets')");
        Wrong(() => _ = new ConcatDataset<int>(_items)[10], "ConcatDataset: index 10 of 10 samples; use 0 to 9 (Parameter 'index')");
        Wrong(() => new ChainDataset<int>(null!, null!), "ChainDataset: data set 0 is null; pass data sets alone (Parameter 'datasets')");
        Wrong(() => new StackDataset<int, int>(_items, _items[1..]), "StackDataset: data set 1 has 9 samples, and data set 0 has 10; pass data sets of as many");
        Wrong(() => new TensorDataset(), "TensorDataset: no tensor; pass at least one (Parameter 'tensors')");
        Wrong(() => new TensorDataset(Tensor.Zeros(2), 1), "TensorDataset: tensor 1 is a single number; pass tensors whose dimension 0 counts the samples (Parameter 'tensors')");
        Wrong(() => new TensorDataset(Tensor.Zeros(2), Tensor.Zeros(3)), "TensorDataset: tensor 1 has 3 rows, and tensor 0 has 2; pass tensors of as many (Parameter 'tensors')");
        Wrong(() => _ = new TensorDataset(Tensor.Zeros(2))[2], "TensorDataset: index 2 of 2 samples; use 0 to 1 (Parameter 'index')");
        Wrong(() => new TensorDataset(Tensor.Zeros(2)).GetBatch([0, -1]), "TensorDataset: index -1 of 2 samples; use 0 to 1 (Parameter 'index')");
    }

    [Test]
    public void Wrong_arguments_of_samplers_and_loaders_are_named()
    {
        Wrong(() => new SequentialSampler(-1), "SequentialSampler: count is -1; it must not be negative (Parameter 'count')");
        Wrong(() => new RandomSampler(-1), "RandomSampler: count is -1; it must not be negative (Parameter 'count')");
        Wrong(() => new RandomSampler(3, numSamples: 0), "RandomSampler: numSamples is 0; draw at least 1 (Parameter 'numSamples')");
        Wrong(() => new RandomSampler(0, numSamples: 2), "RandomSampler: 2 out of 0 samples; pass a data set that has some (Parameter 'count')");
        Wrong(() => new WeightedRandomSampler([1, -1], 1), "WeightedRandomSampler: weight 1 is -1; pass finite weights of at least 0 (Parameter 'weights')");
        Wrong(() => new WeightedRandomSampler([1, 0], 2, replacement: false),
            "WeightedRandomSampler: 2 out of 1 samples with a weight above 0; draw fewer, or with replacement (Parameter 'weights')");
        Wrong(() => new BatchSampler(_items, 0), "BatchSampler: batchSize is 0; a batch has at least 1 sample (Parameter 'batchSize')");
        Wrong(() => new DistributedSampler(3, 0, 0), "DistributedSampler: numReplicas is 0; there is at least 1 process (Parameter 'numReplicas')");
        Wrong(() => new DistributedSampler(3, 2, 2), "DistributedSampler: rank 2 of 2 processes; use 0 to 1 (Parameter 'rank')");
        Wrong(() => new DataLoader<int, Tensor>(_items, 0), "DataLoader: batchSize is 0; a batch has at least 1 sample (Parameter 'batchSize')");
        Wrong(() => new DataLoader<int, Tensor>(_items, numWorkers: -1), "DataLoader: numWorkers is -1; use 0 for none (Parameter 'numWorkers')");
        Wrong(() => new DataLoader<int, Tensor>(_items, prefetchFactor: 0), "DataLoader: prefetchFactor is 0; it must be at least 1 (Parameter 'prefetchFactor')");
        Wrong(() => new DataLoader<int, Tensor>(_items, shuffle: true, sampler: _items),
            "DataLoader: both sampler and shuffle are given; a sampler is the order, so leave shuffle out (Parameter 'sampler')");
        Wrong(() => new DataLoader<int, Tensor>(_items, 2, batchSampler: [[1]]),
            "DataLoader: batchSampler stands for batchSize, shuffle, sampler and dropLast; leave those out (Parameter 'batchSampler')");
        Wrong(() => new DataLoader<int>(_items, null, dropLast: true),
            "DataLoader: dropLast with batchSize: null, where there are no batches; leave it out (Parameter 'dropLast')");
        Wrong(() => new DataLoader<int>(_items, null, collateFn: samples => samples[0]),
            "DataLoader: collateFn with batchSize: null, where there are no batches; Map the data set instead (Parameter 'collateFn')");
        Wrong(() => new DataLoader<int, Tensor>(_items, null),
            "DataLoader: batchSize: null gives samples of int, not Tensor; use DataLoader<T>, or Map the data set (Parameter 'batchSize')");
        Wrong(() => new DataLoader<int>(_items, null, batchSampler: [[1]]),
            "DataLoader: batchSampler stands for batchSize, shuffle, sampler and dropLast; leave those out (Parameter 'batchSampler')");
        var wrong = new DataLoader<int, Tensor>(_items, sampler: [3, 10]);
        Assert.That(() => wrong.Count(), Throws.TypeOf<DataLoaderException>().With.Property("Index").EqualTo(10));
    }

    private static void Wrong(Action action, string message) =>
        Assert.That(() => action(), Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));
}
