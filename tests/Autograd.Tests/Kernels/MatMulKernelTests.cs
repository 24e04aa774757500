using System.Numerics;
using Autograd.Kernels;

namespace Autograd.Tests;

/// <summary>Every register width against plain loops, over block edges, strides, types and errors.</summary>
[TestFixture(0), TestFixture(128), TestFixture(256), TestFixture(512)]
[NonParallelizable]
internal sealed class MatMulKernelTests(int width)
{
    /// <summary>Sizes beside the edges of registers, tiles and blocks.</summary>
    static readonly int[] s_rows = [1, 2, 3, 5, 6, 7, 11, 12, 13, 25];
    static readonly int[] s_columns = [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 50, 65, 100];
    static readonly int[] s_inner = [1, 2, 7, 8, 17, 33];

    [SetUp]
    public void ForceWidth() => SimdWidth.Limit = width;

    [TearDown]
    public void FreeWidth() => SimdWidth.Limit = 512;

    [Test]
    public void Float32_AllEdgeSizes([Values] bool transposeA, [Values] bool transposeB) =>
        AllEdgeSizes<float>(transposeA, transposeB);

    [Test]
    public void Float64_AllEdgeSizes([Values] bool transposeA, [Values] bool transposeB) =>
        AllEdgeSizes<double>(transposeA, transposeB);

    static void AllEdgeSizes<T>(bool transposeA, bool transposeB)
        where T : unmanaged, INumber<T>
    {
        var random = new Random(1);
        foreach (int m in s_rows)
            foreach (int n in s_columns)
                foreach (int k in s_inner)
                    new Product<T>(m, n, k, random, transposeA, transposeB).Check();
    }

    [TestCase(100, 50, 784), TestCase(100, 10, 50), TestCase(784, 50, 100), TestCase(599, 2, 4), TestCase(100, 100, 32)]
    [TestCase(257, 130, 513), TestCase(301, 130, 513), TestCase(241, 300, 260), TestCase(13, 2100, 300), TestCase(500, 20, 1)]
    [TestCase(1, 2100, 300), TestCase(300, 1, 2100), TestCase(1, 1, 5000), TestCase(2100, 1, 1), TestCase(128, 128, 128)]
    public void BlockEdges(int m, int n, int k)
    {
        var random = new Random(2);
        foreach (bool transposeA in new[] { false, true })
            foreach (bool transposeB in new[] { false, true })
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

    static void RandomSizesAndStrides<T>()
        where T : unmanaged, INumber<T>
    {
        var random = new Random(3);
        for (int trial = 0; trial < 200; trial++)
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

    [Test]
    public void InfinityAndNaNStayInTheirRowsAndColumns()
    {
        // Padding and masks must not let a value leak, nor turn 0 · inf of a lane that does not exist into NaN elsewhere.
        var product = new Product<float>(17, 37, 29, new Random(5), false, true);
        product.A[3 * 29 + 4] = float.PositiveInfinity;
        product.B[36 * 29 + 28] = float.NaN;
        float[] c = product.Run();
        for (int i = 0; i < 17; i++)
            for (int j = 0; j < 37; j++)
                Assert.That(float.IsFinite(c[i * 37 + j]), Is.EqualTo(i != 3 && j != 36), $"({i}, {j})");
    }

    [TestCase(300, 128, 700), TestCase(128, 301, 700), TestCase(2000, 100, 64), TestCase(64, 1999, 64), TestCase(133, 97, 520)]
    public void ThreadCount_ChangesNoBit(int m, int n, int k)
    {
        foreach (bool transposeB in new[] { false, true })
        {
            var product = new Product<float>(m, n, k, new Random(6), false, transposeB) { Accumulate = true };
            int before = Threading.NumThreads;
            Threading.NumThreads = 1;
            float[] expected = product.Run();
            try
            {
                foreach (int threads in new[] { 2, 3, 7 })
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
        float[] a = new float[10];
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

    /// <summary>A product with its operands, and the plain loops that it is compared with.</summary>
    sealed class Product<T>
        where T : unmanaged, INumber<T>
    {
        readonly int _m, _n, _k;
        T[] _c;

        public Product(int m, int n, int k, Random random, bool transposeA, bool transposeB)
        {
            (_m, _n, _k) = (m, n, k);
            (ARow, ACol) = transposeA ? (1, m) : (k, 1);
            (BRow, BCol) = transposeB ? (1, k) : (n, 1);
            Ldc = n;
            A = Fill(m * k, random);
            B = Fill(k * n, random);
            _c = Fill(m * n, random);
        }

        public T[] A { get; private set; }

        public T[] B { get; private set; }

        public int ARow { get; init; }

        public int ACol { get; init; }

        public int BRow { get; init; }

        public int BCol { get; init; }

        public bool Accumulate { get; init; }

        int Ldc { get; set; }

        int AStretch { get; set; } = 1;

        int BStretch { get; set; } = 1;

        /// <summary>Makes the operands slices of larger ones: every stride a multiple, C's rows apart.</summary>
        public void Spread(Random random)
        {
            AStretch = random.Next(1, 4);
            BStretch = random.Next(1, 4);
            Ldc = _n + random.Next(5);
            A = Fill(_m * _k * AStretch, random);
            B = Fill(_k * _n * BStretch, random);
            _c = Fill(_m * Ldc, random);
        }

        public T[] Run()
        {
            T[] c = (T[])_c.Clone();
            MatMul.Multiply<T>(
                _m, _n, _k, A, ARow * AStretch, ACol * AStretch, B, BRow * BStretch, BCol * BStretch, c, Ldc, Accumulate);
            return c;
        }

        public void Check()
        {
            T[] c = Run();
            bool floating = typeof(T) == typeof(float) || typeof(T) == typeof(double);
            double epsilon = typeof(T) == typeof(float) ? 6e-8 : 1.2e-16;
            double[] exact = floating ? Reference<double>() : [], magnitude = floating ? Reference<double>(absolute: true) : [];
            long[] wrapped = floating ? [] : Reference<long>();
            for (int i = 0; i < _m; i++)
            {
                for (int j = 0; j < Ldc; j++)
                {
                    int at = i * Ldc + j, r = i * _n + j;
                    if (j >= _n)
                    {
                        if (at < c.Length && c[at] != _c[at])
                            Assert.Fail($"{this}: padding ({i}, {j}) was written");
                        continue;
                    }

                    bool right = floating
                        ? Math.Abs(double.CreateChecked(c[at]) - exact[r]) <= (_k + 1) * epsilon * magnitude[r]
                        : c[at] == T.CreateTruncating(wrapped[r]);
                    if (!right)
                        Assert.Fail($"{this}: element ({i}, {j}) is {c[at]}, not {(floating ? exact[r] : wrapped[r])}");
                }
            }
        }

        /// <summary>The product in a wider type, in which no rounding or wrapping of T matters.</summary>
        TWide[] Reference<TWide>(bool absolute = false)
            where TWide : INumber<TWide>
        {
            var sums = new TWide[_m * _n];
            for (int i = 0; i < _m; i++)
            {
                Span<TWide> row = sums.AsSpan(i * _n, _n);
                for (int j = 0; j < _n && Accumulate; j++)
                    row[j] = Wide(_c[i * Ldc + j]);
                for (int p = 0; p < _k; p++)
                {
                    TWide x = Wide(A[(i * ARow + p * ACol) * AStretch]);
                    for (int j = 0; j < _n; j++)
                        row[j] = unchecked(row[j] + x * Wide(B[(p * BRow + j * BCol) * BStretch]));
                }
            }

            return sums;

            TWide Wide(T value)
            {
                TWide wide = TWide.CreateTruncating(value);
                return absolute ? TWide.Abs(wide) : wide;
            }
        }

        public override string ToString() =>
            $"{typeof(T).Name} ({_m}, {_k}) x ({_k}, {_n}), A ({ARow}, {ACol}) * {AStretch}, "
            + $"B ({BRow}, {BCol}) * {BStretch}, ldc {Ldc}, accumulate {Accumulate}";

        static T[] Fill(int count, Random random)
        {
            var values = new T[count];
            for (int i = 0; i < count; i++)
                values[i] = T.CreateTruncating(
                    typeof(T) == typeof(float) || typeof(T) == typeof(double)
                        ? random.NextDouble() * 2 - 1
                        : random.Next(-1000, 1000));
            return values;
        }
    }
}
