using Autograd.Kernels;

namespace Autograd;

// Draws for which PyTorch has functions without a public name, and their derivatives. None is recorded.
public sealed partial class Tensor
{
    /// <summary>For each shape α, a number drawn from the gamma distribution of rate 1; number for number PyTorch's.</summary>
    internal static Tensor StandardGamma(Tensor concentration)
    {
        if (concentration._dtype.IsReducedFloatingPoint()) return StandardGamma(concentration.Detached(DType.Float32)).To(concentration._dtype);
        var each = concentration.Detach().Contiguous();
        var result = Uninitialized(each._shape, each._dtype);
        using var eachData = each.Read();
        using var resultData = result.Write();
        if (each._dtype == DType.Float32)
            Generator.Default.FillStandardGamma(resultData.Span<float>(), eachData.Span<float>(), MathF.ScaleB(1, -126));
        else Generator.Default.FillStandardGamma(resultData.Span<double>(), eachData.Span<double>(), Math.ScaleB(1, -1022));
        return result;
    }

    /// <summary>For each row of concentrations, a point of the simplex drawn from the Dirichlet distribution.</summary>
    internal static Tensor SampleDirichlet(Tensor concentration)
    {
        if (concentration._dtype.IsReducedFloatingPoint()) return SampleDirichlet(concentration.Detached(DType.Float32)).To(concentration._dtype);
        var each = concentration.Detach().Contiguous();
        var result = Uninitialized(each._shape, each._dtype);
        var categories = Math.Max(each._shape.Sizes[^1], 1);
        using var eachData = each.Read();
        using var resultData = result.Write();
        if (each._dtype == DType.Float32)
            Generator.Default.FillDirichlet(resultData.Span<float>(), eachData.Span<float>(), categories, MathF.ScaleB(1, -126));
        else Generator.Default.FillDirichlet(resultData.Span<double>(), eachData.Span<double>(), categories, Math.ScaleB(1, -1022));
        return result;
    }

    /// <summary>
    /// For each count of trials and probability, of one shape and type, the number of successes; <c>torch.binomial</c>, number
    /// for number.
    /// </summary>
    internal static Tensor SampleBinomial(Tensor count, Tensor prob)
    {
        if (count._dtype.IsReducedFloatingPoint())
            return SampleBinomial(count.Detached(DType.Float32), prob.Detached(DType.Float32)).To(count._dtype);
        var counts = count.Detach().Contiguous();
        var probs = prob.Detach().Contiguous();
        var result = Uninitialized(counts._shape, counts._dtype);
        using var countsData = counts.Read();
        using var probsData = probs.Read();
        using var resultData = result.Write();
        if (counts._dtype == DType.Float32)
            Generator.Default.FillBinomial<float>(resultData.Span<float>(), countsData.Span<float>(), probsData.Span<float>());
        else Generator.Default.FillBinomial<double>(resultData.Span<double>(), countsData.Span<double>(), probsData.Span<double>());
        return result;
    }

    /// <summary>The derivatives of gamma deviates by their shapes, at fixed probabilities.</summary>
    internal static Tensor StandardGammaGrad(Tensor concentration, Tensor sample)
    {
        var (alphas, samples) = (concentration.ToArray<double>(), sample.ToArray<double>());
        for (var i = 0; i < samples.Length; i++) samples[i] = GammaSampleGradient.Of(alphas[i], samples[i]);
        return From(samples, sample._shape, sample._dtype);
    }

    /// <summary>
    /// The derivatives of beta deviates by their first parameter, at fixed probabilities, divided by 1 less the deviate.
    /// </summary>
    internal static Tensor DirichletGrad(Tensor sample, Tensor concentration, Tensor total)
    {
        var (samples, alphas, totals) = (sample.ToArray<double>(), concentration.ToArray<double>(), total.ToArray<double>());
        for (var i = 0; i < samples.Length; i++) samples[i] = BetaSampleGradient.Of(samples[i], alphas[i], totals[i]);
        return From(samples, sample._shape, sample._dtype);
    }
}
