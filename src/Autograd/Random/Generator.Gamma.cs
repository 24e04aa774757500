using System.Numerics;

namespace Autograd;

/// <content>Gamma, Dirichlet and binomial deviates.</content>
public sealed partial class Generator
{
    // PyTorch writes these two numbers in single precision, and so decides by their rounded values.
    private const double SqueezeFactor = 0.0331f;
    private const float Third = 1f / 3f;

    /// <summary>Fills with gamma deviates of shape alphas[i] and rate 1, at least the smallest normal number.</summary>
    internal void FillStandardGamma<T>(Span<T> destination, ReadOnlySpan<T> alphas, T tiny)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        lock (_gate)
        {
            for (var i = 0; i < alphas.Length; i++)
            {
                // What is computed of the shape alone is so in the element type, as PyTorch does.
                var alpha = alphas[i];
                var isRaised = alpha < T.One;
                var d = (isRaised ? alpha + T.One : alpha) - T.CreateTruncating(Third);
                var sample = NextGammaLocked(double.CreateTruncating(d), isRaised ? double.CreateTruncating(T.One / alpha) : null);
                destination[i] = T.Max(tiny, T.CreateTruncating(sample));
            }
        }
    }

    /// <summary>
    /// Fills rows with Dirichlet deviates, which are gamma deviates of double precision divided by their sum; each is at
    /// least the smallest normal number and below 1.
    /// </summary>
    internal void FillDirichlet<T>(Span<T> destination, ReadOnlySpan<T> alphas, int categories, T tiny)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gammas = new double[alphas.Length];
        FillStandardGamma(gammas, Array.ConvertAll(alphas.ToArray(), double.CreateTruncating), Math.ScaleB(1, -1022));
        var below1 = T.BitDecrement(T.One);
        for (var row = 0; row < gammas.Length; row += categories)
        {
            var sum = 0.0;
            foreach (var gamma in gammas.AsSpan(row, categories)) sum += gamma;
            for (var i = row; i < row + categories; i++)
                destination[i] = T.Min(below1, T.Max(tiny, T.CreateTruncating(gammas[i] / sum)));
        }
    }

    /// <summary>Fills with binomial deviates of counts[i] trials with probability probs[i]; <c>torch.binomial</c>.</summary>
    internal void FillBinomial<T>(Span<T> destination, ReadOnlySpan<T> counts, ReadOnlySpan<T> probs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        lock (_gate)
        {
            for (var i = 0; i < counts.Length; i++)
                destination[i] = BinomialSampler.Sample(this, counts[i], probs[i]);
        }
    }

    /// <summary>
    /// Draws by the method of Marsaglia and Tsang, "A simple method for generating gamma variables" (2000); a shape below 1
    /// is raised by 1, and the deviate multiplied by u^(1/α). <paramref name="d"/> is the shape less a third.
    /// </summary>
    private double NextGammaLocked(double d, double? inverseOfRaised)
    {
        if (inverseOfRaised is double.PositiveInfinity) return 0;
        var scale = inverseOfRaised is { } inverse ? Math.Pow(1 - NextDoubleLocked(), inverse) : 1;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x;
            double y;
            do
            {
                x = NextNormalLocked(0, 1);
                y = 1 + c * x;
            }
            while (y <= 0);

            var v = y * y * y;
            var u = 1 - NextDoubleLocked();
            var square = x * x;
            if (u < 1 - SqueezeFactor * square * square || Math.Log(u) < 0.5 * square + d * (1 - v + Math.Log(v)))
                return scale * d * v;
        }
    }
}
