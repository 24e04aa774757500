namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// For each rate λ, an integer drawn from the Poisson distribution λᵏ·e^(−λ) / k!; <c>torch.poisson</c>, number for
    /// number.
    /// </summary>
    /// <param name="rates">The means, Float32 or Float64.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>Counts, of the rates' type. They are not part of the graph.</returns>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite.</exception>
    public static Tensor Poisson(Tensor rates, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (rates._dtype.IsReducedFloatingPoint()) return Poisson(rates.Detached(DType.Float32), generator).To(rates._dtype);
        var result = NewFloating("Poisson", rates._shape, rates._dtype);
        var each = rates.Detach().Contiguous();
        var stream = generator ?? Generator.Default;
        using var resultData = result.Write();
        using var eachData = each.Read();
        if (result._dtype == DType.Float32) stream.FillPoisson(resultData.Span<float>(), eachData.Span<float>());
        else stream.FillPoisson(resultData.Span<double>(), eachData.Span<double>());
        return result;
    }
}
