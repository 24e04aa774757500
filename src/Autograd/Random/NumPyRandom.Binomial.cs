namespace Autograd;

/// <content>Binomial and multinomial deviates.</content>
public sealed partial class NumPyRandom
{
    /// <summary>Draws the number of successes in n trials, each of probability p: <c>np.random.binomial</c>.</summary>
    /// <remarks>
    /// Up to a mean of 30, inverts the distribution by adding up probabilities; above, uses V. Kachitvichyanukul and
    /// B. Schmeiser, "Binomial random variate generation" (1988).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or p is not in [0, 1].</exception>
    public long Binomial(long n, double p) => NextCount(new BinomialDeviate(n, p));

    /// <summary>
    /// Distributes n trials over categories of the given probabilities: <c>np.random.multinomial</c>.
    /// </summary>
    /// <param name="destination">Rows of as many counts as there are probabilities; each row sums to n.</param>
    /// <param name="n">The number of trials.</param>
    /// <param name="pvals">The probabilities; the last is ignored and taken as 1 minus the sum of the others.</param>
    /// <exception cref="ArgumentException">
    /// There are no probabilities, all but the last sum to more than 1, or the destination's length is not a multiple
    /// of their number.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or a probability is not in [0, 1].</exception>
    public void FillMultinomial(Span<long> destination, long n, ReadOnlySpan<double> pvals)
    {
        Count("Multinomial", nameof(n), n);
        CheckRows("Multinomial", "pvals", destination.Length, pvals.Length);
        double sum = 0.0;
        for (int i = 0; i < pvals.Length; i++)
        {
            Probability("Multinomial", nameof(pvals), pvals[i]);
            if (i < pvals.Length - 1)
                sum += pvals[i];
        }

        if (sum > 1.0 + 1e-12)
            throw new ArgumentException($"Multinomial: all pvals but the last sum to {sum}. Divide them by their sum.", nameof(pvals));

        lock (_gate)
        {
            for (; !destination.IsEmpty; destination = destination[pvals.Length..])
            {
                var row = destination[..pvals.Length];
                row.Clear();
                long left = n;
                double remaining = 1.0;
                for (int i = 0; i < row.Length - 1 && left > 0; i++)
                {
                    row[i] = pvals[i] == 0.0 ? 0 : NextBinomialLocked(left, pvals[i] / remaining);
                    left -= row[i];
                    remaining -= pvals[i];
                }

                row[^1] += left;
            }
        }
    }

    // As NumPy's legacy generator does, draws even if the result is certain.
    long NextBinomialLocked(long n, double p) =>
        p > 0.5 ? n - NextRareBinomialLocked(n, 1.0 - p) : NextRareBinomialLocked(n, p);

    /// <summary>Draws a binomial deviate for p of at most ½.</summary>
    long NextRareBinomialLocked(long n, double p) =>
        p * n <= 30.0 ? BinomialByInversionLocked(n, p) : BinomialByRejectionLocked(n, p);

    long BinomialByInversionLocked(long n, double p)
    {
        double q = 1.0 - p;
        double none = Math.Exp(n * Math.Log(q));
        double mean = n * p;
        var bound = (long)Math.Min(n, mean + 10.0 * Math.Sqrt(mean * q + 1.0));
        long x = 0;
        double probability = none;
        double u = NextDoubleLocked();
        while (u > probability)
        {
            x++;
            if (x > bound)
            {
                x = 0;
                probability = none;
                u = NextDoubleLocked();
            }
            else
            {
                u -= probability;
                probability = (n - x + 1) * p * probability / (x * q);
            }
        }

        return x;
    }

    long BinomialByRejectionLocked(long n, double p)
    {
        // The envelope of the density consists of a triangle, two parallelograms beside it, and two exponential tails;
        // p1 to p4 are the running sums of their areas.
        double q = 1.0 - p;
        double fm = n * p + p;
        var m = (long)Math.Floor(fm);
        double p1 = Math.Floor(2.195 * Math.Sqrt(n * p * q) - 4.6 * q) + 0.5;
        double xm = m + 0.5;
        double xl = xm - p1;
        double xr = xm + p1;
        double c = 0.134 + 20.5 / (15.3 + m);
        double a = (fm - xl) / (fm - xl * p);
        double lambdaLeft = a * (1.0 + a / 2.0);
        a = (xr - fm) / (xr * q);
        double lambdaRight = a * (1.0 + a / 2.0);
        double p2 = p1 * (1.0 + 2.0 * c);
        double p3 = p2 + c / lambdaLeft;
        double p4 = p3 + c / lambdaRight;
        while (true)
        {
            double u = NextDoubleLocked() * p4;
            double v = NextDoubleLocked();
            if (u <= p1)
                return (long)Math.Floor(xm - p1 * v + u);

            long y;
            if (u <= p2)
            {
                double x = xl + (u - p1) / c;
                v = v * c + 1.0 - Math.Abs(m - x + 0.5) / p1;
                if (v > 1.0)
                    continue;
                y = (long)Math.Floor(x);
            }
            else if (u <= p3)
            {
                y = (long)Math.Floor(xl + Math.Log(v) / lambdaLeft);
                if (y < 0 || v == 0.0)
                    continue;
                v = v * (u - p2) * lambdaLeft;
            }
            else
            {
                y = (long)Math.Floor(xr - Math.Log(v) / lambdaRight);
                if (y > n || v == 0.0)
                    continue;
                v = v * (u - p3) * lambdaRight;
            }

            if (IsBelowBinomialDensity(v, y, m, n, p, q, xm))
                return y;
        }
    }

    /// <summary>True if v is at most the probability of y, divided by that of the mode m.</summary>
    static bool IsBelowBinomialDensity(double v, long y, long m, long n, double p, double q, double xm)
    {
        long k = Math.Abs(y - m);
        double variance = n * p * q;
        if (k <= 20 || k >= variance / 2.0 - 1.0)
        {
            double s = p / q;
            double a = s * (n + 1);
            double ratio = 1.0;
            for (long i = m + 1; i <= y; i++)
                ratio *= a / i - s;
            for (long i = y + 1; i <= m; i++)
                ratio /= a / i - s;
            return v <= ratio;
        }

        // A normal density gives a lower and an upper bound; Stirling's series is needed only between them.
        double width = k / variance * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / variance + 0.5);
        double t = -k * k / (2.0 * variance);
        double logV = Math.Log(v);
        if (logV < t - width)
            return true;
        if (logV > t + width)
            return false;
        double x1 = y + 1;
        double f1 = m + 1;
        double z = n + 1 - m;
        double w = n - y + 1;
        return logV <= xm * Math.Log(f1 / x1) + (n - m + 0.5) * Math.Log(z / w) + (y - m) * Math.Log(w * p / (x1 * q))
            + Correction(f1) + Correction(z) + Correction(x1) + Correction(w);

        static double Correction(double x)
        {
            double square = x * x;
            return (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / square) / square) / square) / square) / x / 166320.0;
        }
    }

    internal readonly struct BinomialDeviate(long n, double p) : IDeviate<long>
    {
        readonly long _n = Count("Binomial", nameof(n), n);
        readonly double _p = Probability("Binomial", nameof(p), p);

        public long Next(NumPyRandom random) => random.NextBinomialLocked(_n, _p);
    }
}
