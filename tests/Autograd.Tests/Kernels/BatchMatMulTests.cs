using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Batches against one product at a time, which MatMulReferenceTests hold against plain loops.</summary>
[NonParallelizable]
public class BatchMatMulTests
{
    [Test]
    public void Equals_single_products_for_any_number_of_threads(
        [Values(1, 2, 3, 7)] int threads, [Values(1, 4, 16, 90)] int size, [Values] bool repeatA, [Values] bool transposeB)
    {
        const int Count = 65;
        var (m, k, n) = (size, size + 3, size + 1);
        var random = new System.Random(7);
        var a = Filled((repeatA ? 1 : Count) * m * k);
        var b = Filled(Count * k * n);
        var (bRow, bCol) = transposeB ? (1, k) : (n, 1);
        var expected = new float[Count * m * n];
        for (var i = 0; i < Count; i++)
            MatMul.Multiply<float>(
                m, n, k, a.AsSpan(repeatA ? 0 : i * m * k), k, 1, b.AsSpan(i * k * n), bRow, bCol, expected.AsSpan(i * m * n, m * n), n);

        var before = Threading.NumThreads;
        Threading.NumThreads = threads;
        try
        {
            var c = new float[Count * m * n];
            BatchMatMul.Multiply<float>(Count, m, n, k, a, repeatA ? 0 : m * k, k, 1, b, k * n, bRow, bCol, c);
            Assert.That(c.AsSpan().SequenceEqual(expected));
        }
        finally
        {
            Threading.NumThreads = before;
        }

        float[] Filled(int length)
        {
            var values = new float[length];
            foreach (ref var value in values.AsSpan()) value = random.NextSingle() - 0.5f;
            return values;
        }
    }

    [Test]
    public void Spans_that_end_before_the_last_matrix_are_refused()
    {
        var a = new float[8];
        Assert.That(() => BatchMatMul.Multiply<float>(3, 2, 2, 2, a, 4, 2, 1, a, 0, 2, 1, new float[12]), Throws.ArgumentException);
        Assert.That(() => BatchMatMul.Multiply<float>(2, 2, 2, 2, a, 4, 2, 1, a, 0, 2, 1, new float[7]), Throws.ArgumentException);
        Assert.That(() => BatchMatMul.Multiply<float>(2, 2, 2, 2, a, -4, 2, 1, a, 0, 2, 1, new float[8]), Throws.ArgumentException);
        Assert.That(() => BatchMatMul.Multiply<float>(2, 2, 2, 2, a, 4, 2, 1, a, 0, 2, 1, new float[8]), Throws.Nothing);
    }
}
