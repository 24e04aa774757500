namespace Autograd.Data;

/// <summary>Functions of data sets; those of <c>torch.utils.data</c>.</summary>
public static class Dataset
{
    /// <summary>A list or an array with the methods of <see cref="Dataset{T}"/>; nothing is copied.</summary>
    public static Dataset<T> From<T>(IReadOnlyList<T> samples) =>
        NotNull(samples) as Dataset<T> ?? new ListDataset<T>(samples);

    /// <summary>Splits a data set at random into parts of given lengths; <c>torch.utils.data.random_split</c>.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="lengths">The number of samples of each part.</param>
    /// <param name="generator">What draws the order, by <c>randperm</c>; null for the default one.</param>
    /// <returns>The parts: views of the data set, in random order, the same as PyTorch's for a seed.</returns>
    /// <exception cref="ArgumentException">The lengths do not sum to the number of samples, or one is negative.</exception>
    public static Subset<T>[] RandomSplit<T>(IReadOnlyList<T> dataset, ReadOnlySpan<int> lengths, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var sum = 0L;
        foreach (var length in lengths)
        {
            if (length < 0) throw new ArgumentException($"RandomSplit: a length of {length}; pass lengths of 0 or more", nameof(lengths));
            sum += length;
        }

        if (sum != dataset.Count)
            throw new ArgumentException(
                $"RandomSplit: the lengths sum to {sum}, and the data set has {dataset.Count} samples; pass lengths that sum to {dataset.Count}, "
                + "or fractions that sum to 1.0", nameof(lengths));
        var order = new int[dataset.Count];
        (generator ?? Generator.Default).RandPerm(order.AsSpan());
        var parts = new Subset<T>[lengths.Length];
        var start = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new Subset<T>(dataset, order[start..(start + lengths[i])]);
            start += lengths[i];
        }

        return parts;
    }

    /// <summary>Splits a data set at random into parts of given fractions.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="fractions">
    /// The fraction of each part, which sum to 1. Each part has ⌊fraction · count⌋ samples; what is left goes to the
    /// first parts, one to each.
    /// </param>
    /// <param name="generator">What draws the order, by <c>randperm</c>; null for the default one.</param>
    /// <returns>The parts: views of the data set, in random order, the same as PyTorch's for a seed.</returns>
    /// <exception cref="ArgumentException">The fractions do not sum to 1, or one is not between 0 and 1.</exception>
    public static Subset<T>[] RandomSplit<T>(IReadOnlyList<T> dataset, ReadOnlySpan<double> fractions, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var sum = 0.0;
        foreach (var fraction in fractions)
        {
            if (!(fraction is >= 0 and <= 1))
                throw new ArgumentException($"RandomSplit: a fraction of {fraction}; pass fractions between 0 and 1", nameof(fractions));
            sum += fraction;
        }

        if (!(Math.Abs(sum - 1) <= 1e-9))
            throw new ArgumentException($"RandomSplit: the fractions sum to {sum}; pass fractions that sum to 1", nameof(fractions));
        var lengths = new int[fractions.Length];
        var left = dataset.Count;
        for (var i = 0; i < lengths.Length; i++) left -= lengths[i] = (int)Math.Floor(dataset.Count * fractions[i]);
        for (var i = 0; i < left; i++) lengths[i % lengths.Length]++;
        return RandomSplit(dataset, lengths, generator);
    }
}
