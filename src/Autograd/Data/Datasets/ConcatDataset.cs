namespace Autograd.Data;

/// <summary>Several data sets, one behind the other. <c>torch.utils.data.ConcatDataset</c>.</summary>
/// <typeparam name="T">The type of a sample.</typeparam>
public sealed class ConcatDataset<T> : Dataset<T>
{
    private readonly IReadOnlyList<T>[] _datasets;
    private readonly int[] _ends;

    /// <summary>Puts data sets one behind the other; their lengths are read now.</summary>
    /// <param name="datasets">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    /// <exception cref="OverflowException">They have more than 2^31 − 1 samples.</exception>
    public ConcatDataset(params IReadOnlyList<T>[] datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        if (datasets.Length == 0) throw new ArgumentException("ConcatDataset: no data set; pass at least one", nameof(datasets));
        _datasets = [.. datasets];
        _ends = new int[datasets.Length];
        var end = 0;
        for (var i = 0; i < datasets.Length; i++)
        {
            if (datasets[i] is null) throw new ArgumentException($"ConcatDataset: data set {i} is null; pass data sets alone", nameof(datasets));
            _ends[i] = end = checked(end + datasets[i].Count);
        }
    }

    /// <inheritdoc/>
    public override int Count => _ends[^1];

    /// <inheritdoc/>
    public override T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index), $"ConcatDataset: index {index} of {Count} samples; {ValidNumbers.Use(0, Count - 1)}");

            // The first whose end lies behind the index; empty data sets have the end of the one before.
            var (low, high) = (0, _ends.Length - 1);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_ends[middle] > index) high = middle;
                else low = middle + 1;
            }

            return _datasets[low][low == 0 ? index : index - _ends[low - 1]];
        }
    }
}
