using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>What holds of products of every width of vectors beside their values: limits, threads and errors.</summary>
internal sealed class MatMulKernelTests(int width) : AtEveryWidth(width)
{
    [Test]
    public void InfinityAndNaNStayInTheirRowsAndColumns()
    {
        // Padding and masks must not let a value leak, nor turn 0 · inf of a lane that does not exist into NaN elsewhere.
        var product = new Product<float>(17, 37, 29, new Random(5), false, true);
        product.A[3 * 29 + 4] = float.PositiveInfinity;
        product.B[36 * 29 + 28] = float.NaN;
        var c = product.Run();
        for (var i = 0; i < 17; i++)
            for (var j = 0; j < 37; j++)
                Assert.That(float.IsFinite(c[i * 37 + j]), Is.EqualTo(i != 3 && j != 36), $"({i}, {j})");
    }

    [TestCase(300, 128, 700), TestCase(128, 301, 700), TestCase(2000, 100, 64), TestCase(64, 1999, 64), TestCase(133, 97, 520)]
    public void ThreadCount_ChangesNoBit(int m, int n, int k)
    {
        foreach (var transposeB in new[] { false, true })
        {
            var product = new Product<float>(m, n, k, new Random(6), false, transposeB) { Accumulate = true };
            var before = Threading.NumThreads;
            Threading.NumThreads = 1;
            var expected = product.Run();
            try
            {
                foreach (var threads in new[] { 2, 3, 7 })
                {
                    Threading.NumThreads = threads;
                    Assert.That(product.Run().AsSpan().SequenceEqual(expected), $"{threads} threads");
                }
            }
            finally
            {
                Threading.NumThreads = before;
            }
        }
    }

    [Test]
    public void InnerSizeZero_ClearsUnlessAccumulating()
    {
        float[] c = [1, 2, 3, 4, 5, 6];
        MatMul.Multiply<float>(2, 2, 0, [], 1, 1, [], 1, 1, c, 3, accumulate: true);
        Assert.That(c, Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6 }));
        MatMul.Multiply<float>(2, 2, 0, [], 1, 1, [], 1, 1, c, 3);
        Assert.That(c, Is.EqualTo(new float[] { 0, 0, 3, 0, 0, 6 }));
    }

    [TestCase(0, 3, 4), TestCase(3, 0, 4), TestCase(0, 0, 0), TestCase(0, 2, 0)]
    public void OuterSizeZero_WritesNothing(int m, int n, int k)
    {
        float[] c = [1, 2];
        MatMul.Multiply<float>(m, n, k, new float[12], Math.Max(k, 1), 1, new float[12], Math.Max(n, 1), 1, c, Math.Max(n, 1));
        Assert.That(c, Is.EqualTo(new float[] { 1, 2 }));
    }

    [TestCase(2, 3, 4), TestCase(30, 40, 50), TestCase(1, 70, 80), TestCase(70, 1, 80)]
    public void ShortSpans_ThrowAndLeaveCUntouched(int m, int n, int k)
    {
        float[] a = new float[m * k], b = new float[k * n], c = new float[m * n];
        Array.Fill(c, 7);
        Assert.That(() => MatMul.Multiply<float>(m, n, k, a.AsSpan(1), k, 1, b, n, 1, c, n), Throws.ArgumentException
            .With.Message.Contain($"A of size ({m}, {k}) with strides ({k}, 1) reaches beyond its {m * k - 1} elements"));
        Assert.That(() => MatMul.Multiply<float>(m, n, k, a, k, 1, b.AsSpan(1), 1, k, c, n), Throws.ArgumentException
            .With.Message.Contain($"B of size ({k}, {n}) with strides (1, {k})"));
        Assert.That(() => MatMul.Multiply<float>(m, n, k, a, k, 1, b, n, 1, c.AsSpan(1), n), Throws.ArgumentException
            .With.Message.Contain($"C of size ({m}, {n})"));
        Assert.That(c, Is.All.EqualTo(7f));
    }

    [Test]
    public void OverflowingExtents_Throw()
    {
        var a = new float[10];
        Assert.That(
            () => MatMul.Multiply<float>(65537, 1, 65537, a, 65536, 65536, a, 1, 1, new float[65537], 1),
            Throws.ArgumentException);
    }

    [TestCase(-1, 2, 2, 1, 2), TestCase(2, -2, 2, 1, 2), TestCase(2, 2, -1, 1, 2)]
    [TestCase(2, 2, 2, -1, 2), TestCase(2, 2, 2, 1, 1)]
    public void NegativeSizesAndOverlappingRows_Throw(int m, int n, int k, int aCol, int ldc)
    {
        float[] a = new float[16], c = new float[16];
        Assert.That(() => MatMul.Multiply<float>(m, n, k, a, 2, aCol, a, 2, 1, c, ldc), Throws.ArgumentException);
    }
}
