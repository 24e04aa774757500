namespace Autograd.Data;

/// <summary>
/// Indices drawn with probabilities in proportion to weights, for classes of different sizes.
/// <c>torch.utils.data.WeightedRandomSampler</c>.
/// </summary>
public sealed class WeightedRandomSampler : Sampler<int>
{
    private readonly double[] _weights;
    private readonly bool _replacement;

    /// <summary>Makes a sampler.</summary>
    /// <param name="weights">One for each sample; they need not sum to 1.</param>
    /// <param name="numSamples">The number of indices of a pass.</param>
    /// <param name="replacement">False if an index may be drawn only once in a pass.</param>
    /// <param name="generator">What draws, by <c>multinomial</c>; null for the default one.</param>
    /// <exception cref="ArgumentException">
    /// A weight is negative or not finite, or fewer than are to be drawn are above 0.
    /// </exception>
    public WeightedRandomSampler(IEnumerable<double> weights, int numSamples, bool replacement = true, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _weights = [.. weights];
        Count = SamplerArguments.Positive("WeightedRandomSampler", numSamples);
        _replacement = replacement;
        Generator = generator;
        var positive = 0;
        for (var i = 0; i < _weights.Length; i++)
        {
            if (!(_weights[i] >= 0 && double.IsFinite(_weights[i])))
                throw new ArgumentException($"WeightedRandomSampler: weight {i} is {_weights[i]}; pass finite weights of at least 0", nameof(weights));
            if (_weights[i] > 0) positive++;
        }

        var least = replacement ? 1 : numSamples;
        if (positive < least)
            throw new ArgumentException(
                $"WeightedRandomSampler: {numSamples} out of {positive} samples with a weight above 0; draw fewer, or with replacement", nameof(weights));
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override Generator? Generator { get; }

    /// <inheritdoc/>
    public override IEnumerator<int> GetEnumerator()
    {
        var indices = new long[Count];
        var generator = Generator ?? Generator.Default;
        if (_replacement) generator.FillMultinomial<double>(indices, _weights);
        else generator.FillMultinomialDistinct<double>(indices, _weights);
        foreach (var index in indices) yield return (int)index;
    }
}
