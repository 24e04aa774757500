namespace Autograd.Data;

/// <summary>The indices of another sampler, several at a time. <c>torch.utils.data.BatchSampler</c>.</summary>
public sealed class BatchSampler : Sampler<int[]>
{
    private readonly IReadOnlyCollection<int> _sampler;
    private readonly int _batchSize;
    private readonly bool _dropLast;

    /// <summary>Makes a sampler.</summary>
    /// <param name="sampler">The indices.</param>
    /// <param name="batchSize">The number of indices of a batch.</param>
    /// <param name="dropLast">True to leave out a last batch that is smaller.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is less than 1.</exception>
    public BatchSampler(IReadOnlyCollection<int> sampler, int batchSize, bool dropLast = false)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(batchSize), $"BatchSampler: batchSize is {batchSize}; a batch has at least 1 sample");
        (_sampler, _batchSize, _dropLast) = (sampler, batchSize, dropLast);
    }

    /// <inheritdoc/>
    public override int Count => _dropLast ? _sampler.Count / _batchSize : (int)(((long)_sampler.Count + _batchSize - 1) / _batchSize);

    /// <inheritdoc/>
    public override Generator? Generator => (_sampler as Sampler<int>)?.Generator;

    /// <summary>The sampler of the indices.</summary>
    internal IReadOnlyCollection<int> Sampler => _sampler;

    /// <inheritdoc/>
    public override IEnumerator<int[]> GetEnumerator()
    {
        using var indices = _sampler.GetEnumerator();
        while (true)
        {
            var batch = new int[_batchSize];
            var count = 0;
            while (count < batch.Length && indices.MoveNext()) batch[count++] = indices.Current;
            if (count < batch.Length)
            {
                if (count > 0 && !_dropLast) yield return batch[..count];
                yield break;
            }

            yield return batch;
        }
    }
}
