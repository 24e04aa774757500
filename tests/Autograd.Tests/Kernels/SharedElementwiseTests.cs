namespace Autograd.Tests.Kernels;

/// <summary>Large elementwise operations give the same bits for any number of threads.</summary>
[NonParallelizable]
public class SharedElementwiseTests
{
    [Test]
    public void Thread_count_changes_no_bit([Values(131_072, 200_003, 1_000_001)] int length)
    {
        var before = Threading.NumThreads;
        try
        {
            var generator = new Generator(3);
            var values = new float[length];
            generator.FillNormal(values);
            var x = Tensor.From(values, [length]);
            Threading.NumThreads = 1;
            var (tanh, product) = (x.Tanh().ToArray<float>(), (x * x).ToArray<float>());
            foreach (var threads in new[] { 2, 3, 7 })
            {
                Threading.NumThreads = threads;
                Assert.That(x.Tanh().ToArray<float>().AsSpan().SequenceEqual(tanh), $"tanh, {threads} threads");
                Assert.That((x * x).ToArray<float>().AsSpan().SequenceEqual(product), $"product, {threads} threads");
            }
        }
        finally
        {
            Threading.NumThreads = before;
        }
    }
}
