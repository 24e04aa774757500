namespace Autograd.Data;

/// <summary>Finds what makes a batch of a data set at once, through subsets of it.</summary>
internal static class BatchedSource
{
    /// <summary>The function that makes a batch of indices; null if there is none.</summary>
    public static Func<int[], TBatch>? Of<T, TBatch>(IReadOnlyList<T> dataset)
    {
        var subsets = new List<Subset<T>>();
        while (dataset is Subset<T> subset)
        {
            subsets.Add(subset);
            dataset = subset.Source;
        }

        if (dataset is not IBatchedDataset<TBatch> source) return null;
        if (subsets.Count == 0) return indices => source.GetBatch(indices);
        return indices =>
        {
            var translated = (int[])indices.Clone();
            foreach (var subset in subsets) subset.Translate(translated);
            return source.GetBatch(translated);
        };
    }
}
