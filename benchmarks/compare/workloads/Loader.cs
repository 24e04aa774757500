using Autograd.Data;

namespace Autograd.Compare.Workloads;

/// <summary>
/// A step is a pass of a loader: shuffled batches of 64 images of MNIST, in bytes and in floats, against PyTorch's loader
/// without workers; and samples that take 2 ms each, with two workers against none.
/// </summary>
internal static class Loader
{
    private const int Samples = 6400, SlowSamples = 64;

    private static readonly Lazy<TensorDataset> Bytes = new(() =>
    {
        var mnist = Mnist.Load(Path.Combine(Repository.Root, "data", "mnist"));
        return new TensorDataset(mnist.TrainImages[..Samples], mnist.TrainLabels[..Samples].Long());
    });

    private static readonly Lazy<TensorDataset> Floats = new(() =>
        new TensorDataset(Bytes.Value.Tensors[0].Float() / 255, Bytes.Value.Tensors[1]));

    public static IEnumerable<Row> Rows() =>
    [
        new("MNIST in bytes, shuffled", "torch", 20, () => Pass(Bytes.Value)) { WarmUp = 2 },
        new("MNIST in floats, shuffled", "torch", 20, () => Pass(Floats.Value)) { WarmUp = 2 },
        new("samples of 2 ms, two workers", "torch", 1.9, () => Slow(numWorkers: 2)),
    ];

    private static Func<object> Pass(TensorDataset data)
    {
        var loader = new DataLoader<Tensor[]>(data, batchSize: 64, shuffle: true);
        return () =>
        {
            Generator.ManualSeed(0);
            var last = Tensor.Zeros(1);
            foreach (var (images, _) in loader) last = images;
            return last.Float();
        };
    }

    private static Func<object> Slow(int numWorkers)
    {
        var data = Dataset.From(Enumerable.Range(0, SlowSamples).ToArray()).Map(i =>
        {
            Thread.Sleep(2);
            return (float)i;
        });
        var loader = new DataLoader<float, Tensor>(data, batchSize: 8, numWorkers: numWorkers);
        return () =>
        {
            var last = Tensor.Zeros(1);
            foreach (var batch in loader) last = batch;
            return last;
        };
    }
}
