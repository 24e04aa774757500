namespace Autograd.Data;

/// <summary>Several iterable data sets, one behind the other. <c>torch.utils.data.ChainDataset</c>.</summary>
/// <typeparam name="T">The type of a sample.</typeparam>
public sealed class ChainDataset<T> : IterableDataset<T>
{
    private readonly IterableDataset<T>[] _datasets;

    /// <summary>Puts data sets one behind the other.</summary>
    /// <param name="datasets">Any number.</param>
    /// <exception cref="ArgumentException">One is null.</exception>
    public ChainDataset(params IterableDataset<T>[] datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        for (var i = 0; i < datasets.Length; i++)
            if (datasets[i] is null) throw new ArgumentException($"ChainDataset: data set {i} is null; pass data sets alone", nameof(datasets));
        _datasets = [.. datasets];
    }

    /// <inheritdoc/>
    public override int? Count
    {
        get
        {
            int? sum = 0;
            foreach (var dataset in _datasets) sum += dataset.Count;
            return sum;
        }
    }

    /// <inheritdoc/>
    public override IEnumerator<T> GetEnumerator()
    {
        foreach (var dataset in _datasets)
            foreach (var sample in dataset) yield return sample;
    }

    internal override IEnumerator<Func<T>> GetDeferred()
    {
        foreach (var dataset in _datasets)
        {
            using var samples = dataset.GetDeferred();
            while (samples.MoveNext()) yield return samples.Current;
        }
    }
}
