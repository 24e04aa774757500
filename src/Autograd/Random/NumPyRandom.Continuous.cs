using System.Runtime.InteropServices;

namespace Autograd;

/// <content>Uniform, normal and exponential deviates, each a double as in NumPy.</content>
public sealed partial class NumPyRandom
{
    /// <summary>Draws a uniform deviate of [0, 1): <c>np.random.rand()</c>.</summary>
    /// <remarks>Computed from two words a and b as (⌊a/32⌋·2^26 + ⌊b/64⌋)·2^−53.</remarks>
    /// <returns>The deviate.</returns>
    public double Rand()
    {
        lock (_gate)
            return NextDoubleLocked();
    }

    /// <summary>Fills with uniform deviates of [0, 1): <c>np.random.rand(n)</c>, <c>random_sample</c>.</summary>
    /// <param name="destination">The span to fill.</param>
    public void FillRand(Span<double> destination)
    {
        // The words are drawn into the destination and then converted to doubles in place.
        var words = MemoryMarshal.Cast<double, uint>(destination);
        lock (_gate)
            _twister.Fill(words);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = Join(words[2 * i], words[2 * i + 1]);
    }

    /// <summary>Draws a uniform deviate of [low, high): <c>np.random.uniform</c>.</summary>
    /// <remarks>low + (high − low)·u.</remarks>
    /// <param name="low">One bound.</param>
    /// <param name="high">The other bound; it may be the smaller one.</param>
    /// <returns>The deviate.</returns>
    /// <exception cref="ArgumentException">The distance between the bounds is not finite.</exception>
    public double Uniform(double low = 0.0, double high = 1.0)
    {
        double value = 0.0;
        FillUniform(new Span<double>(ref value), low, high);
        return value;
    }

    /// <summary>Fills with uniform deviates of [low, high): <c>np.random.uniform(low, high, n)</c>.</summary>
    /// <param name="destination">The span to fill.</param>
    /// <param name="low">One bound.</param>
    /// <param name="high">The other bound; it may be the smaller one.</param>
    /// <exception cref="ArgumentException">The distance between the bounds is not finite.</exception>
    public void FillUniform(Span<double> destination, double low = 0.0, double high = 1.0)
    {
        double range = high - low;
        if (!double.IsFinite(range))
            throw new ArgumentException($"Uniform: no range [{low}, {high}). Pass bounds whose difference is finite.");

        lock (_gate)
        {
            foreach (ref double value in destination)
                value = low + range * NextDoubleLocked();
        }
    }

    /// <summary>Draws a standard normal deviate: <c>np.random.randn()</c>, <c>standard_normal</c>.</summary>
    /// <remarks>
    /// Marsaglia's polar method: draws points of the square [−1, 1)² until one is inside the unit circle. It gives two
    /// deviates; that of the second coordinate is returned, and the other is kept for the next draw.
    /// </remarks>
    /// <returns>The deviate.</returns>
    public double RandN()
    {
        lock (_gate)
            return NextGaussianLocked();
    }

    /// <summary>Fills with standard normal deviates: <c>np.random.randn(n)</c>.</summary>
    /// <param name="destination">The span to fill.</param>
    public void FillRandN(Span<double> destination)
    {
        lock (_gate)
        {
            foreach (ref double value in destination)
                value = NextGaussianLocked();
        }
    }

    /// <summary>Draws a normal deviate: <c>np.random.normal</c>.</summary>
    /// <param name="loc">The mean.</param>
    /// <param name="scale">The standard deviation.</param>
    /// <returns>The deviate.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or not a number.</exception>
    public double Normal(double loc = 0.0, double scale = 1.0)
    {
        double value = 0.0;
        FillNormal(new Span<double>(ref value), loc, scale);
        return value;
    }

    /// <summary>Fills with normal deviates: <c>np.random.normal(loc, scale, n)</c>.</summary>
    /// <param name="destination">The span to fill.</param>
    /// <param name="loc">The mean.</param>
    /// <param name="scale">The standard deviation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or not a number.</exception>
    public void FillNormal(Span<double> destination, double loc = 0.0, double scale = 1.0)
    {
        CheckScale("Normal", scale);
        lock (_gate)
        {
            foreach (ref double value in destination)
                value = loc + scale * NextGaussianLocked();
        }
    }

    /// <summary>Draws an exponential deviate: <c>np.random.exponential</c>.</summary>
    /// <remarks>−scale · log(1 − u).</remarks>
    /// <param name="scale">The mean.</param>
    /// <returns>The deviate.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or not a number.</exception>
    public double Exponential(double scale = 1.0)
    {
        double value = 0.0;
        FillExponential(new Span<double>(ref value), scale);
        return value;
    }

    /// <summary>Fills with exponential deviates: <c>np.random.exponential(scale, n)</c>.</summary>
    /// <param name="destination">The span to fill.</param>
    /// <param name="scale">The mean.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or not a number.</exception>
    public void FillExponential(Span<double> destination, double scale = 1.0)
    {
        CheckScale("Exponential", scale);
        lock (_gate)
        {
            foreach (ref double value in destination)
                value = scale * -Math.Log(1.0 - NextDoubleLocked());
        }
    }

    double NextDoubleLocked()
    {
        uint first = _twister.NextUInt32();
        return Join(first, _twister.NextUInt32());
    }

    static double Join(uint first, uint second) =>
        (((long)(first >> 5) << 26) + (second >> 6)) * (1.0 / (1L << 53));

    double NextGaussianLocked()
    {
        if (_cachedGaussian is { } cached)
        {
            _cachedGaussian = null;
            return cached;
        }

        double x, y, square;
        do
        {
            x = 2.0 * NextDoubleLocked() - 1.0;
            y = 2.0 * NextDoubleLocked() - 1.0;
            square = x * x + y * y;
        }
        while (square is >= 1.0 or 0.0);

        double factor = Math.Sqrt(-2.0 * Math.Log(square) / square);
        _cachedGaussian = factor * x;
        return factor * y;
    }

    static void CheckScale(string op, double scale)
    {
        if (!(scale >= 0.0))
            throw new ArgumentOutOfRangeException(nameof(scale), $"{op}: scale is {scale}. Pass one of at least 0.");
    }
}
