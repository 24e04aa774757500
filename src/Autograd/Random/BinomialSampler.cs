using System.Numerics;

namespace Autograd;

/// <summary>Draws binomial deviates as PyTorch does.</summary>
internal static class BinomialSampler
{
    /// <summary>From this mean on, deviates are drawn by rejection.</summary>
    private const double SmallestRejectionMean = 10;

    // ln k! − ((k + ½)·ln(k + 1) − (k + 1) + ½·ln 2π) for k = 0 … 9.
    private static ReadOnlySpan<double> StirlingTails =>
    [
        0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
        0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287,
    ];

    /// <summary>Draws the number of successes in <paramref name="count"/> trials; more likely failures are counted instead.</summary>
    public static T Sample<TSource, T>(TSource source, T count, T p)
        where TSource : IUniformSource
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count <= T.Zero || p <= T.Zero) return T.Zero;
        if (p >= T.One) return count;
        if (T.IsNaN(p)) return T.NaN;
        var isSmall = p <= T.CreateTruncating(0.5);
        var q = isSmall ? p : T.CreateTruncating(1.0 - double.CreateTruncating(p));
        var isRejected = double.CreateTruncating(count * q) >= SmallestRejectionMean;
        var (trials, probability) = (double.CreateTruncating(count), double.CreateTruncating(q));
        var k = T.CreateTruncating(isRejected ? ByRejection(source, trials, probability) : ByWaiting(source, trials, probability));
        return isSmall ? k : count - k;
    }

    /// <summary>Counts how many waiting times, which are geometric, fit into the trials.</summary>
    private static double ByWaiting<TSource>(TSource source, double count, double p)
        where TSource : IUniformSource
    {
        var logOfFailure = Log1p(-p);
        var waited = 0.0;
        for (var successes = 0; ; successes++)
        {
            waited += Math.Ceiling(Math.Log(source.NextUniform()) / logOfFailure);
            if (waited > count) return successes;
        }
    }

    /// <summary>W. Hörmann's BTRS, "The generation of binomial random variates" (1993).</summary>
    private static double ByRejection<TSource>(TSource source, double n, double p)
        where TSource : IUniformSource
    {
        var deviation = Math.Sqrt(n * p * (1 - p));
        var b = 1.15 + 2.53 * deviation;
        var a = -0.0873 + 0.0248 * b + 0.01 * p;
        var center = n * p + 0.5;
        var accepted = 0.92 - 4.2 / b;
        var odds = p / (1 - p);
        var alpha = (2.83 + 5.1 / b) * deviation;
        var mode = Math.Floor((n + 1) * p);
        while (true)
        {
            var u = source.NextUniform() - 0.5;
            var v = source.NextUniform();
            var distance = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / distance + b) * u + center);
            if (k < 0 || k > n) continue;
            if (distance >= 0.07 && v <= accepted) return k;
            var bound = (mode + 0.5) * Math.Log((mode + 1) / (odds * (n - mode + 1)))
                + (n + 1) * Math.Log((n - mode + 1) / (n - k + 1))
                + (k + 0.5) * Math.Log(odds * (n - k + 1) / (k + 1))
                + StirlingTail(mode) + StirlingTail(n - mode) - StirlingTail(k) - StirlingTail(n - k);
            if (Math.Log(v * alpha / (a / (distance * distance) + b)) <= bound) return k;
        }
    }

    /// <summary>ln(1 + x), accurate for small x, where <see cref="double.LogP1"/> is 0.</summary>
    private static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static double StirlingTail(double k)
    {
        if (k < StirlingTails.Length) return StirlingTails[(int)k];
        var square = (k + 1) * (k + 1);
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
    }
}
