using System.Numerics;
using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Remainders and angles of two numbers by registers of every width, against the framework's number by number.</summary>
internal sealed class RemainderTests(int width) : AtEveryWidth(width)
{
    private static readonly double[] _edges =
    [
        0, -0.0, 1, -1, 0.1, -0.1, 3, -3, 0.5, 7, -5, 1e-30, -1e-30, 1e30, -1e30, 4194303.5, 16777215, 16777217, 9007199254740993,
        1e-45, -1e-45, 5e-324, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Test]
    public void Remainders_are_exact_in_single_precision()
    {
        Check<float, Remainder>(Floored);
        Check<float, TruncatedRemainder>((a, b) => a % b);
    }

    [Test]
    public void Remainders_are_exact_in_double_precision()
    {
        Check<double, Remainder>(Floored);
        Check<double, TruncatedRemainder>((a, b) => a % b);
    }

    [Test]
    public void Angles_of_points()
    {
        var (y, x) = Pairs<float>();
        var angles = new float[y.Length];
        Formula.Apply<float, Angle>(default, y, x, angles);
        for (var i = 0; i < y.Length; i++)
        {
            var exact = Math.Atan2(y[i], x[i]);
            var unit = MathF.BitIncrement(Math.Abs((float)exact)) - Math.Abs((float)exact);
            if (!(Math.Abs(angles[i] - exact) <= 2.5 * unit) && !(float.IsNaN(angles[i]) && double.IsNaN(exact)))
                Assert.Fail($"({x[i]:R}, {y[i]:R}): {angles[i]:R} instead of {exact:R}");
            Assert.That(float.IsNegative(angles[i]), Is.EqualTo(float.IsNegative((float)exact)).Or.EqualTo(float.IsNaN(angles[i])));
        }

        var (height, length) = Pairs<double>();
        var twice = new double[height.Length];
        Formula.Apply<double, Angle>(default, height, length, twice);
        for (var i = 0; i < twice.Length; i++)
            Assert.That(twice[i], Is.EqualTo(Math.Atan2(height[i], length[i])).Within(4).Ulps, $"({length[i]:R}, {height[i]:R})");
    }

    private static void Check<T, TFormula>(Func<T, T, T> exact)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFormula : struct, IPartialBinaryFormula
    {
        var (a, b) = Pairs<T>();
        var y = new T[a.Length];
        PartialFormula.Apply<T, TFormula>(default, a, b, y);
        Same(y, i => exact(a[i], b[i]));
        for (var i = 0; i < a.Length; i += 97)
        {
            var (left, right) = (a[i], b[i]);
            PartialFormula.Apply<T, TFormula>(default, a, [right], y);
            Same(y, k => exact(a[k], right));
            PartialFormula.Apply<T, TFormula>(default, [left], b, y);
            Same(y, k => exact(left, b[k]));
        }

        T[] inPlace = [.. a];
        PartialFormula.Apply<T, TFormula>(default, inPlace, b, inPlace);
        Same(inPlace, i => exact(a[i], b[i]));

        void Same(T[] y, Func<int, T> expected)
        {
            for (var i = 0; i < y.Length; i++)
            {
                if (Bits(y[i]) != Bits(expected(i))) Assert.Fail($"at {i}: {y[i]:R} instead of {expected(i):R}");
            }
        }
    }

    /// <summary>Every edge with every edge, and random numbers of near and of far magnitudes.</summary>
    private static (T[] A, T[] B) Pairs<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(5);
        var pairs = _edges.SelectMany(a => _edges.Select(b => (a, b))).ToList();
        for (var i = 0; i < 2000; i++)
        {
            var a = (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-3, 9));
            pairs.Add((a, (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-3, 3))));
            pairs.Add((Math.Round(a), random.Next(1, 9) * 0.25));
        }

        return ([.. pairs.Select(p => T.CreateTruncating(p.a))], [.. pairs.Select(p => T.CreateTruncating(p.b))]);
    }

    private static T Floored<T>(T a, T b) where T : IFloatingPointIeee754<T>
    {
        var rest = a % b;
        return rest != T.Zero && T.IsNegative(rest) != T.IsNegative(b) ? rest + b : rest;
    }

    private static long Bits<T>(T x) where T : IFloatingPointIeee754<T> =>
        BitConverter.DoubleToInt64Bits(double.CreateTruncating(T.IsNaN(x) ? T.NaN : x));

    private readonly struct Angle : IBinaryFormula
    {
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            VectorMath.Atan2(a, b);
    }
}
