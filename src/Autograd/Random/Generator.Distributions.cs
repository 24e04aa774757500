using System.Numerics;

namespace Autograd;

/// <content>Further distributions. Each is drawn in double precision and then rounded to the element type.</content>
public sealed partial class Generator
{
    /// <summary>Fills with exponential deviates: <c>exponential_</c>.</summary>
    /// <remarks>−1/lambda · log(1 − u), where u has 53 bits.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="lambda">The rate, the inverse of the mean; 0 gives infinities.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lambda"/> is negative or not a number.</exception>
    public void FillExponential<T>(Span<T> destination, double lambda = 1.0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(lambda >= 0.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lambda), $"Exponential: lambda is {lambda}. Pass a rate of at least 0.");
        }

        lock (_gate)
        {
            foreach (ref T value in destination)
                value = T.CreateTruncating(-1.0 / lambda * Math.Log(1.0 - NextDoubleLocked()));
        }
    }

    /// <summary>Fills with Cauchy deviates: <c>cauchy_</c>.</summary>
    /// <remarks>median + sigma · tan(π(u − ½)), where u has 53 bits.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="median">The median.</param>
    /// <param name="sigma">Half the distance between the quartiles.</param>
    public void FillCauchy<T>(Span<T> destination, double median = 0.0, double sigma = 1.0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        lock (_gate)
        {
            foreach (ref T value in destination)
            {
                double angle = Math.PI * (NextDoubleLocked() - 0.5);
                value = T.CreateTruncating(Math.FusedMultiplyAdd(sigma, Math.Tan(angle), median));
            }
        }
    }

    /// <summary>Fills with log-normal deviates: <c>log_normal_</c>.</summary>
    /// <remarks>
    /// e^n, where n is a normal deviate. These are drawn one by one in double precision, for every number of elements.
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="mean">The mean of the logarithm.</param>
    /// <param name="std">The standard deviation of the logarithm.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="std"/> is not above 0.</exception>
    public void FillLogNormal<T>(Span<T> destination, double mean = 1.0, double std = 2.0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckStd("LogNormal", std, allowZero: false);
        lock (_gate)
        {
            foreach (ref T value in destination)
                value = T.CreateTruncating(Math.Exp(NextNormalLocked(mean, std)));
        }
    }

    /// <summary>
    /// Fills with geometric deviates, the numbers of Bernoulli trials up to the first success: <c>geometric_</c>.
    /// </summary>
    /// <remarks>⌈log(u) / log(1 − p)⌉, where u has 53 bits.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="p">The probability of success.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
    public void FillGeometric<T>(Span<T> destination, double p)
        where T : unmanaged, INumberBase<T>
    {
        if (!(p is > 0.0 and < 1.0))
            throw new ArgumentOutOfRangeException(nameof(p), $"Geometric: p is {p}. Pass a probability between 0 and 1.");

        lock (_gate)
        {
            foreach (ref T value in destination)
                value = T.CreateTruncating(Math.Ceiling(Math.Log(NextDoubleLocked()) / Math.Log(1.0 - p)));
        }
    }
}
