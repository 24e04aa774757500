namespace Autograd;

/// <content>The hypergeometric distribution.</content>
public sealed partial class NumPyRandom
{
    long HypergeometricByDrawingLocked(long good, long bad, long sample)
    {
        double rest = bad + good - sample;
        double fewer = Math.Min(bad, good);
        double left = fewer;
        for (long k = sample; left > 0.0 && k > 0; k--)
        {
            double u = NextDoubleLocked();
            left -= (long)Math.Floor(u + left / (rest + k));
        }

        var drawn = (long)(fewer - left);
        return good > bad ? sample - drawn : drawn;
    }

    long HypergeometricByRejectionLocked(long good, long bad, long sample)
    {
        // The constants are 2·√(2/e) and 3 − 2·√(3/e).
        const double width = 1.7155277699214135;
        const double offset = 0.8989161620588988;
        long fewer = Math.Min(good, bad);
        long more = Math.Max(good, bad);
        long population = good + bad;
        long m = Math.Min(sample, population - sample);
        double share = (double)fewer / population;
        double mean = m * share + 0.5;
        double deviation = Math.Sqrt((double)(population - m) * sample * share * (1.0 - share) / (population - 1) + 0.5);
        double hat = width * deviation + offset;
        var mode = (long)Math.Floor((double)(m + 1) * (fewer + 1) / (population + 2));
        double atMode = LogWeight(mode);
        double bound = Math.Min(Math.Min(m, fewer) + 1.0, Math.Floor(mean + 16.0 * deviation));
        long z;
        while (true)
        {
            double x = NextDoubleLocked();
            double y = NextDoubleLocked();
            double w = mean + hat * (y - 0.5) / x;
            if (w < 0.0 || w >= bound)
                continue;
            z = (long)Math.Floor(w);
            double t = atMode - LogWeight(z);
            if (x * (4.0 - x) - 3.0 <= t)
                break;
            if (x * (x - t) >= 1.0)
                continue;
            if (2.0 * Math.Log(x) <= t)
                break;
        }

        if (good > bad)
            z = m - z;
        return m < sample ? good - z : z;

        // Computes minus the logarithm of the probability, up to a constant.
        double LogWeight(long k) =>
            LogGamma.Of(k + 1) + LogGamma.Of(fewer - k + 1) + LogGamma.Of(m - k + 1) + LogGamma.Of(more - m + k + 1);
    }

    internal readonly struct HypergeometricDeviate : IDeviate<long>
    {
        readonly long _good;
        readonly long _bad;
        readonly long _sample;

        public HypergeometricDeviate(long ngood, long nbad, long nsample)
        {
            _good = Count("Hypergeometric", nameof(ngood), ngood);
            _bad = Count("Hypergeometric", nameof(nbad), nbad);
            _sample = Count("Hypergeometric", nameof(nsample), nsample);
            if (ngood > long.MaxValue - nbad || nsample > ngood + nbad)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(nsample), $"Hypergeometric: {nsample} drawn from {ngood} good and {nbad} bad. Draw at most as many as there are.");
            }
        }

        public long Next(NumPyRandom random) => _sample switch
        {
            0 => 0,
            <= 10 => random.HypergeometricByDrawingLocked(_good, _bad, _sample),
            _ => random.HypergeometricByRejectionLocked(_good, _bad, _sample),
        };
    }
}
