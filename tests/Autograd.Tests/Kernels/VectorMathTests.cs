using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>
/// The elementary functions at every register width: their error bounds, their edges, and that width and place change no bit.
/// </summary>
internal sealed class VectorMathTests(int width) : AtEveryWidth(width)
{
    private sealed record Function(Func<Tensor, Tensor> Apply, Func<double, double> Exact, double Bound, double BoundDouble)
    {
        public void Single(ReadOnlySpan<float> x, Span<float> y) => Apply(Tensor.From(x.ToArray())).ToArray<float>().CopyTo(y);

        public void Double(ReadOnlySpan<double> x, Span<double> y) => Apply(Tensor.From(x.ToArray())).ToArray<double>().CopyTo(y);
    }

    private static readonly Dictionary<string, Function> _functions = new()
    {
        ["exp"] = new(x => x.Exp(), Math.Exp, 1.1, 2),
        ["expm1"] = new(x => x.Expm1(), Expm1, 1.6, 3),
        ["log"] = new(x => x.Log(), Math.Log, 1, 2),
        ["log2"] = new(x => x.Log2(), Math.Log2, 1, 2),
        ["log10"] = new(x => x.Log10(), Math.Log10, 1, 2),
        ["log1p"] = new(x => x.Log1p(), Log1p, 1.5, 3),
        ["tanh"] = new(x => x.Tanh(), Math.Tanh, 1.5, 3.5),
        ["sigmoid"] = new(x => x.Sigmoid(), Sigmoid, 2.5, 3.5),
        ["erf"] = new(x => x.Erf(), Erf, 1.6, 3),
        ["sin"] = new(x => x.Sin(), Math.Sin, 2, 2.5),
        ["cos"] = new(x => x.Cos(), Math.Cos, 2, 2.5),
        ["tan"] = new(x => x.Tan(), Math.Tan, 3.5, 4),
        ["asin"] = new(x => x.Asin(), Math.Asin, 2.5, 3),
        ["acos"] = new(x => x.Acos(), Math.Acos, 2, 2.5),
        ["atan"] = new(x => x.Atan(), Math.Atan, 2, 2.5),
        ["sinh"] = new(x => x.Sinh(), Math.Sinh, 2.5, 3),
        ["cosh"] = new(x => x.Cosh(), Math.Cosh, 2, 2.5),
    };

    private static IEnumerable<string> Names => _functions.Keys;

    [TestCaseSource(nameof(Names))]
    public void Single_precision_over_all_exponents(string name)
    {
        var function = _functions[name];
        var x = new float[1 << 16];
        for (var i = 0; i < x.Length; i++) x[i] = BitConverter.UInt32BitsToSingle((uint)i << 16 | (uint)i * 40503 & 0xFFFF);
        var y = new float[x.Length];
        function.Single(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var exact = function.Exact(x[i]);
            var rounded = Math.Abs((float)exact);
            var error = float.IsFinite(rounded) ? Math.Abs(y[i] - exact) / (float.BitIncrement(rounded) - rounded)
                : y[i].Equals((float)exact) ? 0 : double.NaN;
            if (!(error <= function.Bound)) Assert.Fail($"{name}({x[i]:R}) = {y[i]:R} instead of {exact:R}: {error} ulp");
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Double_precision_where_the_function_bends(string name)
    {
        var function = _functions[name];
        var random = new Random(1);
        var x = new double[20_000];
        for (var i = 0; i < x.Length; i++)
            x[i] = i % 2 == 0 ? 6 * random.NextDouble() - 3 : (random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(12));
        var y = new double[x.Length];
        function.Double(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var exact = function.Exact(x[i]);
            var error = double.IsNaN(exact) ? (double.IsNaN(y[i]) ? 0 : double.NaN)
                : Math.Abs(y[i] - exact) / (Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact));
            if (!(error <= function.BoundDouble)) Assert.Fail($"{name}({x[i]:R}) = {y[i]:R} instead of {exact:R}: {error} ulp");
        }
    }

    [TestCase("exp", new[] { 1, 1, double.PositiveInfinity, 0, double.NaN })]
    [TestCase("expm1", new[] { 0, -0.0, double.PositiveInfinity, -1, double.NaN })]
    [TestCase("log", new[] { double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NaN, double.NaN })]
    [TestCase("log2", new[] { double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NaN, double.NaN })]
    [TestCase("log10", new[] { double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NaN, double.NaN })]
    [TestCase("log1p", new[] { 0, -0.0, double.PositiveInfinity, double.NaN, double.NaN })]
    [TestCase("tanh", new[] { 0, -0.0, 1, -1, double.NaN })]
    [TestCase("sigmoid", new[] { 0.5, 0.5, 1, 0, double.NaN })]
    [TestCase("erf", new[] { 0, -0.0, 1, -1, double.NaN })]
    [TestCase("sin", new[] { 0, -0.0, double.NaN, double.NaN, double.NaN })]
    [TestCase("cos", new[] { 1, 1, double.NaN, double.NaN, double.NaN })]
    [TestCase("tan", new[] { 0, -0.0, double.NaN, double.NaN, double.NaN })]
    [TestCase("sinh", new[] { 0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN })]
    [TestCase("cosh", new[] { 1, 1, double.PositiveInfinity, double.PositiveInfinity, double.NaN })]
    public void Zeros_infinities_and_NaN(string name, double[] expected)
    {
        // Repeated, so that every width sees each in a full register.
        for (var i = 0; i < expected.Length; i++)
        {
            var special = new[] { 0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN }[i];
            var single = new float[37];
            var twice = new double[37];
            Array.Fill(single, (float)special);
            Array.Fill(twice, special);
            _functions[name].Single(single, single);
            _functions[name].Double(twice, twice);
            foreach (var y in single.Select(v => (double)v).Concat(twice))
                Assert.That(BitConverter.DoubleToInt64Bits(y), Is.EqualTo(Bits(expected[i], y)), $"{name}({special}) = {y}");
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Neither_width_nor_place_changes_a_bit(string name)
    {
        var function = _functions[name];
        var random = new Random(2);
        var x = new float[200];
        for (var i = 0; i < x.Length; i++) x[i] = 8 * random.NextSingle() - 4;
        SimdWidth.Limit = 512;
        var expected = new float[x.Length];
        function.Single(x, expected);
        SimdWidth.Limit = Width;
        foreach (var start in new[] { 0, 1, 3, 150 })
            foreach (var length in new[] { 8, 9, 15, 16, 17, 33, 50 })
            {
                var y = x.AsSpan(start, length).ToArray();
                function.Single(y, y);
                Assert.That(y.AsSpan().SequenceEqual(expected.AsSpan(start, length)), $"{name} at {start}, {length} numbers");
            }
    }

    /// <summary>A bound that was found by trying every number below 0; here is one of 599.</summary>
    [Test]
    public void The_normal_distribution_function_in_single_precision()
    {
        const int Step = 599;
        var x = new float[(BitConverter.SingleToInt32Bits(15) - BitConverter.SingleToInt32Bits(1e-9f)) / Step];
        for (var i = 0; i < x.Length; i++) x[i] = -BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(1e-9f) + Step * i);
        var y = new float[x.Length];
        Formula.Apply<float, NormalCdf>(default, x, y);
        var bell = new float[x.Length];
        Formula.Apply<float, Bell>(default, x, bell);
        for (var i = 0; i < x.Length; i++)
        {
            Check(y[i], NormalTail(-x[i]), 4.6, x[i]);
            Check(bell[i], Math.Exp(-0.5 * x[i] * x[i]), 1.3, x[i]);
        }

        // Above 0, where the result is what the one below 0 leaves of 1.
        for (var i = 0; i < x.Length; i++) x[i] = -x[i];
        Formula.Apply<float, NormalCdf>(default, x, y);
        for (var i = 0; i < x.Length; i++) Check(y[i], 1 - NormalTail(x[i]), 2.4, x[i]);

        float[] special = [float.PositiveInfinity, float.NegativeInfinity, float.NaN, -20, 20, 0];
        Formula.Apply<float, NormalCdf>(default, special, special);
        Assert.That(special, Is.EqualTo(new[] { 1, 0, float.NaN, 0, 1, 0.5f }));

        static void Check(float y, double exact, double bound, float x)
        {
            var error = Math.Abs(y - exact) / (float.BitIncrement((float)exact) - (float)exact);
            if (!(error <= bound)) Assert.Fail($"{x:R}: {y:R} instead of {exact:R}, {error} ulp");
        }
    }

    [Test]
    public void Nothing_is_read_or_written_outside([Range(0, 40)] int length)
    {
        var a = Enumerable.Range(0, length).Select(i => (short)(i + 1)).ToArray();
        var y = new short[length + 2];
        Formula.Apply<short, Sum>(default, a, a, y.AsSpan(1, length));
        Assert.That(y, Is.EqualTo(a.Select(v => (short)(2 * v)).Prepend((short)0).Append((short)0)));
        Assert.That(() => Formula.Apply<short, Sum>(default, a, new short[length], new short[length + 1]), Throws.InstanceOf<ArgumentException>());
    }

    private static long Bits(double expected, double actual) =>
        BitConverter.DoubleToInt64Bits(double.IsNaN(expected) && double.IsNaN(actual) ? actual : expected);

    private static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    /// <summary>All digits above 2⁻⁵⁶; the framework's conversion keeps 15.</summary>
    private static decimal Exact(double x) => (decimal)(long)Math.ScaleB(x, 56) / (1L << 56);

    // Power series of f(x) / x in 28 digits, where the terms are not too great for that.
    private static double Expm1(double x)
    {
        if (!(Math.Abs(x) < 3)) return Math.Exp(x) - 1;
        decimal z = Exact(x), sum = 0, term = 1;
        for (var n = 2; n < 60; n++)
        {
            sum += term;
            term *= z / n;
        }

        return x * (double)sum;
    }

    private static double Log1p(double x)
    {
        if (!(Math.Abs(x) < 0.6)) return Math.Log(1 + x);
        decimal z = Exact(x), s = 1 / (2 + z), square = s * z * s * z, sum = 0, power = 2 * s;
        for (var n = 1; n < 120; n += 2)
        {
            sum += power / n;
            power *= square;
        }

        return x * (double)sum;
    }

    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6) return Math.Sign(x);
        if (!(Math.Abs(x) <= 6)) return x;
        decimal square = Exact(x) * Exact(x), power = 1.1283791670955125738961589031m, sum = 0;
        for (var n = 0; n < 200; n++)
        {
            sum += power / (2 * n + 1);
            power = -power * square / (n + 1);
        }

        return x * (double)sum;
    }

    /// <summary>
    /// Φ(−x) for x ≥ 0: ½ less the density times x + x³/3 + x⁵/15 + … up to 3, and beyond the density times 1/(x + 1/(x + 2/(x + …))).
    /// </summary>
    private static double NormalTail(double x)
    {
        var density = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
        var sum = 0.0;
        if (x > 3)
        {
            for (var n = 100; n > 0; n--) sum = n / (x + sum);
            return density / (x + sum);
        }

        var term = x;
        for (var n = 3; n < 100; n += 2)
        {
            sum += term;
            term *= x * x / n;
        }

        return 0.5 - density * sum;
    }

    private readonly struct NormalCdf : IUnaryFormula
    {
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.NormalCdf(x, out _);
    }

    private readonly struct Bell : IUnaryFormula
    {
        public V Invoke<V>(V x) where V : struct, ISimdVector<V>
        {
            VectorMath.NormalCdf(x, out var bell);
            return bell;
        }
    }

    private readonly struct Sum : IBinaryFormula
    {
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a + b;
    }
}
