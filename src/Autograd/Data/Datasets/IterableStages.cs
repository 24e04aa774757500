namespace Autograd.Data;

/// <summary>A sequence as a data set.</summary>
internal sealed class SequenceDataset<T>(IEnumerable<T> samples, int? count) : IterableDataset<T>
{
    public override int? Count => count;

    public override IEnumerator<T> GetEnumerator() => samples.GetEnumerator();
}

/// <summary>The samples of another data set, passed through a function where they are needed.</summary>
internal sealed class MappedIterable<T, TResult>(IterableDataset<T> source, Func<T, TResult> transform) : IterableDataset<TResult>
{
    public override int? Count => source.Count;

    public override IEnumerator<TResult> GetEnumerator()
    {
        foreach (var sample in source) yield return transform(sample);
    }

    internal override IEnumerator<Func<TResult>> GetDeferred()
    {
        using var samples = source.GetDeferred();
        while (samples.MoveNext())
        {
            var sample = samples.Current;
            yield return () => transform(sample());
        }
    }
}

/// <summary>The first samples of another data set.</summary>
internal sealed class TakenIterable<T>(IterableDataset<T> source, int count) : IterableDataset<T>
{
    public override int? Count => source.Count is { } all ? Math.Min(all, count) : null;

    public override IEnumerator<T> GetEnumerator() => Enumerable.Take(source, count).GetEnumerator();

    internal override IEnumerator<Func<T>> GetDeferred()
    {
        if (count == 0) yield break;
        using var samples = source.GetDeferred();
        for (var i = 0; i < count && samples.MoveNext(); i++) yield return samples.Current;
    }
}
