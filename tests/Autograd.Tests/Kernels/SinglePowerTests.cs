using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Powers of single-precision numbers by registers of every width, against the framework's in double precision.</summary>
internal sealed class SinglePowerTests(int width) : AtEveryWidth(width)
{
    private static readonly float[] _edges =
    [
        0, -0f, 1, -1, 0.1f, -0.1f, 3, -3, 0.5f, 7, 1e-30f, -1e-30f, 1e30f, -1e30f, 4194303.5f, 16777217, 1e-45f, -1e-45f,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    [Test]
    public void Every_power_is_that_of_double_precision_rounded()
    {
        var (x, exponents) = Pairs();
        var expected = x.Zip(exponents, (a, b) => (float)Math.Pow(a, b)).ToArray();
        var y = new float[x.Length];
        Power.Forward<float>(x, exponents, y);
        Same(y, expected);
        for (var i = 0; i < x.Length; i += 97)
        {
            // Not the exponents that have kernels of their own.
            var b = exponents[i] is 0 or 1 or 2 or 3 or -1 or 0.5f or -0.5f ? 1.5f : exponents[i];
            Power.Forward<float>(x, b, y);
            Same(y, [.. x.Select(a => (float)Math.Pow(a, b))]);
            Power.Forward<float>([x[i]], exponents, y);
            Same(y, [.. exponents.Select(e => (float)Math.Pow(x[i], e))]);
        }

        Power.Forward<float>(x, exponents, exponents);
        Same(exponents, expected);
    }

    /// <summary>Every edge with every edge, and random numbers of near and of far magnitudes.</summary>
    private static (float[] X, float[] Exponents) Pairs()
    {
        var random = new Random(5);
        var pairs = _edges.SelectMany(a => _edges.Select(b => (a, b))).ToList();
        for (var i = 0; i < 4000; i++)
        {
            var a = (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-3, 6));
            pairs.Add(((float)a, (float)((random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-3, 3)))));
        }

        return ([.. pairs.Select(p => p.a)], [.. pairs.Select(p => p.b)]);
    }

    private static void Same(float[] y, float[] expected)
    {
        for (var i = 0; i < y.Length; i++)
        {
            // The last digit may differ where the power lies half between two numbers.
            if (y[i].Equals(expected[i]) || BitConverter.SingleToInt32Bits(y[i]) - BitConverter.SingleToInt32Bits(expected[i]) is 1 or -1) continue;
            Assert.Fail($"at {i}: {y[i]:R} instead of {expected[i]:R}");
        }
    }
}
