using System.Numerics;

namespace Autograd.Tests.Kernels;

/// <summary>Products of every width of vectors against plain loops, over block edges, strides and types.</summary>
[NonParallelizable, Category("Slow")]
public class MatMulReferenceTests
{
    /// <summary>Sizes beside the edges of vectors, tiles and blocks.</summary>
    private static readonly int[] s_rows = [1, 2, 3, 5, 6, 7, 11, 12, 13, 25];
    private static readonly int[] s_columns = [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 50, 65, 100];
    private static readonly int[] s_inner = [1, 2, 7, 8, 17, 33];

    [Test]
    public void Float32_AllEdgeSizes([Values] bool transposeA, [Values] bool transposeB) =>
        AllEdgeSizes<float>(transposeA, transposeB);

    [Test]
    public void Float64_AllEdgeSizes([Values] bool transposeA, [Values] bool transposeB) =>
        AllEdgeSizes<double>(transposeA, transposeB);

    private static void AllEdgeSizes<T>(bool transposeA, bool transposeB)
        where T : unmanaged, INumber<T>
    {
        var random = new Random(1);
        foreach (var m in s_rows)
            foreach (var n in s_columns)
                foreach (var k in s_inner)
                    new Product<T>(m, n, k, random, transposeA, transposeB).Check();
    }

    [TestCase(100, 50, 784), TestCase(100, 10, 50), TestCase(784, 50, 100), TestCase(599, 2, 4), TestCase(100, 100, 32)]
    [TestCase(257, 130, 513), TestCase(301, 130, 513), TestCase(241, 300, 260), TestCase(13, 2100, 300), TestCase(500, 20, 1)]
    [TestCase(1, 2100, 300), TestCase(300, 1, 2100), TestCase(1, 1, 5000), TestCase(2100, 1, 1), TestCase(128, 128, 128)]
    public void BlockEdges(int m, int n, int k)
    {
        var random = new Random(2);
        foreach (var transposeA in new[] { false, true })
            foreach (var transposeB in new[] { false, true })
            {
                new Product<float>(m, n, k, random, transposeA, transposeB).Check();
                new Product<double>(m, n, k, random, transposeA, transposeB) { Accumulate = true }.Check();
            }
    }

    [Test]
    public void RandomSizesAndStrides_Float32() => RandomSizesAndStrides<float>();

    [Test]
    public void RandomSizesAndStrides_Float64() => RandomSizesAndStrides<double>();

    [Test]
    public void RandomSizesAndStrides_Byte() => RandomSizesAndStrides<byte>();

    [Test]
    public void RandomSizesAndStrides_SByte() => RandomSizesAndStrides<sbyte>();

    [Test]
    public void RandomSizesAndStrides_Int16() => RandomSizesAndStrides<short>();

    [Test]
    public void RandomSizesAndStrides_Int32() => RandomSizesAndStrides<int>();

    [Test]
    public void RandomSizesAndStrides_Int64() => RandomSizesAndStrides<long>();

    private static void RandomSizesAndStrides<T>()
        where T : unmanaged, INumber<T>
    {
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            int m = random.Next(1, trial % 3 == 0 ? 4 : 40), n = random.Next(1, trial % 5 == 0 ? 4 : 150), k = random.Next(0, 70);
            var product = new Product<T>(m, n, k, random, random.Next(2) == 1, random.Next(2) == 1)
            {
                Accumulate = random.Next(2) == 1,
            };
            if (trial % 2 == 1)
                product.Spread(random);
            product.Check();
        }
    }

    [Test]
    public void ZeroStridesBroadcast()
    {
        var product = new Product<float>(20, 40, 30, new Random(4), false, false) { ARow = 0, BRow = 0 };
        product.Check();
        product = new Product<float>(20, 40, 30, new Random(4), false, false) { ACol = 0, BCol = 0 };
        product.Check();
        product = new Product<float>(1, 40, 30, new Random(4), false, false) { ARow = 0, ACol = 0, BRow = 0, BCol = 0 };
        product.Check();
    }
}
