namespace Autograd.Data;

/// <summary>
/// A data set that makes a batch at once faster than from its samples; the default collation of a loader uses it.
/// <c>__getitems__</c> of PyTorch, with the batch already collated.
/// </summary>
/// <typeparam name="TBatch">The type of a batch.</typeparam>
public interface IBatchedDataset<out TBatch>
{
    /// <summary>The batch of the samples of these indices, as the default collation would make it of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of an index.</exception>
    TBatch GetBatch(ReadOnlySpan<int> indices);
}
