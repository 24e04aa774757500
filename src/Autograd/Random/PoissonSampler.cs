namespace Autograd;

/// <summary>A stream of uniform deviates of [0, 1). The caller holds the lock of its generator.</summary>
internal interface IUniformSource
{
    /// <summary>Draws the next deviate, with 53 bits.</summary>
    double NextUniform();
}

/// <summary>Draws Poisson deviates as both PyTorch and NumPy do.</summary>
internal static class PoissonSampler
{
    /// <summary>Draws a deviate of mean <paramref name="lambda"/>, which must be finite and not negative.</summary>
    /// <remarks>
    /// For a mean below 10, counts the uniform deviates whose product stays above e^−λ. From 10 on, uses W. Hörmann's
    /// PTRS, "The transformed rejection method for generating Poisson random variables" (1993), with its constants.
    /// </remarks>
    public static long Sample<TSource>(TSource source, double lambda)
        where TSource : IUniformSource =>
        lambda >= 10 ? SampleByRejection(source, lambda) : lambda == 0 ? 0 : SampleByProduct(source, lambda);

    private static long SampleByProduct<TSource>(TSource source, double lambda)
        where TSource : IUniformSource
    {
        var limit = Math.Exp(-lambda);
        var product = source.NextUniform();
        long count = 0;
        for (; product > limit; count++) product *= source.NextUniform();
        return count;
    }

    private static long SampleByRejection<TSource>(TSource source, double lambda)
        where TSource : IUniformSource
    {
        var logLambda = Math.Log(lambda);
        var b = 0.931 + 2.53 * Math.Sqrt(lambda);
        var a = -0.059 + 0.02483 * b;
        var inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        var accepted = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            var u = source.NextUniform() - 0.5;
            var v = source.NextUniform();
            var distance = 0.5 - Math.Abs(u);
            var k = (long)Math.Floor((2 * a / distance + b) * u + lambda + 0.43);
            if (distance >= 0.07 && v <= accepted) return k;
            if (k < 0 || (distance < 0.013 && v > distance)) continue;
            if (Math.Log(v) + Math.Log(inverseAlpha) - Math.Log(a / (distance * distance) + b)
                <= -lambda + k * logLambda - LogGamma.Of(k + 1.0))
                return k;
        }
    }
}
