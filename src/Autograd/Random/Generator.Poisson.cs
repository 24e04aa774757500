using System.Numerics;

namespace Autograd;

/// <content>Poisson deviates.</content>
public sealed partial class Generator : IUniformSource
{
    /// <summary>Fills with Poisson deviates, of mean rates[i] each: <c>torch.poisson</c>.</summary>
    /// <remarks>
    /// Drawn in double precision from uniform deviates of 53 bits: for a rate below 10, until their product falls below
    /// e^−rate; otherwise by Hörmann's transformed rejection (1993).
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill; it may be <paramref name="rates"/> itself.</param>
    /// <param name="rates">The means, as many as there are elements.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite.</exception>
    public void FillPoisson<T>(Span<T> destination, ReadOnlySpan<T> rates)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (destination.Length != rates.Length)
        {
            throw new ArgumentException(
                $"Poisson: {rates.Length} rates for {destination.Length} elements. Pass one for each element.");
        }

        foreach (T rate in rates)
        {
            if (!(rate >= T.Zero && T.IsFinite(rate)))
                throw new ArgumentOutOfRangeException(nameof(rates), $"Poisson: a rate is {rate}. Pass finite rates of at least 0.");
        }

        lock (_gate)
        {
            for (int i = 0; i < rates.Length; i++)
                destination[i] = T.CreateTruncating(PoissonSampler.Sample(this, double.CreateTruncating(rates[i])));
        }
    }

    double IUniformSource.NextUniform() => NextDoubleLocked();
}
