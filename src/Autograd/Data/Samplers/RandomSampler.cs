namespace Autograd.Data;

/// <summary>
/// Indices in random order, the same as PyTorch's for a seed. <c>torch.utils.data.RandomSampler</c>.
/// </summary>
/// <remarks>
/// Without a generator each pass draws an Int64 from the default one and seeds its own with it. Without replacement the
/// indices are those of <c>randperm</c>, of as many permutations as are needed; with replacement those of
/// <c>randint</c>, 32 at a time.
/// </remarks>
public sealed class RandomSampler : Sampler<int>
{
    /// <summary>The indices that PyTorch draws at a time with replacement.</summary>
    private const int Chunk = 32;

    private readonly int _count;
    private readonly bool _replacement;

    /// <summary>Makes a sampler.</summary>
    /// <param name="count">The number of samples that there are, at least 1 unless none is drawn.</param>
    /// <param name="replacement">True if an index may be drawn more than once.</param>
    /// <param name="numSamples">The number of indices of a pass; null for <paramref name="count"/>.</param>
    /// <param name="generator">The generator that draws; null for a new one in each pass.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there is nothing to draw from.</exception>
    public RandomSampler(int count, bool replacement = false, int? numSamples = null, Generator? generator = null)
    {
        _count = SamplerArguments.NotNegative("RandomSampler", count);
        _replacement = replacement;
        Count = numSamples is { } n ? SamplerArguments.Positive("RandomSampler", n) : count;
        Generator = generator;
        if (count == 0 && Count > 0)
            throw new ArgumentOutOfRangeException(nameof(count), $"RandomSampler: {Count} out of 0 samples; pass a data set that has some");
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override Generator? Generator { get; }

    /// <inheritdoc/>
    public override IEnumerator<int> GetEnumerator()
    {
        var generator = Generator ?? new Generator(Seeds.Next(Generator.Default));
        var indices = new int[_replacement ? Chunk : _count];
        var left = Count;
        while (left > 0 || IsLastPermutation())
        {
            var used = Math.Min(indices.Length, left);
            if (_replacement) generator.FillRandInt(indices.AsSpan(0, used), 0, _count);
            else generator.RandPerm(indices.AsSpan());
            for (var i = 0; i < used; i++) yield return indices[i];
            left -= used;
            if (used < indices.Length) yield break;
        }

        // PyTorch draws one more permutation when the last index was used, of which it takes none. In a generator of the
        // user's that shows.
        bool IsLastPermutation() => !_replacement && _count > 0 && Generator is not null;
    }
}
