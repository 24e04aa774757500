using System.Collections;

namespace Autograd.Data;

/// <summary>
/// Samples that can only be read one after the other, such as the lines of a file or what a simulation makes.
/// <c>torch.utils.data.IterableDataset</c>.
/// </summary>
/// <remarks>
/// In PyTorch each worker has a copy of the data set, which must find its share of the samples itself. Here one
/// enumerator serves all workers, which take turns to read a batch of samples from it; so no sample comes twice. What
/// <see cref="Map"/> does runs on all workers at once.
/// </remarks>
/// <typeparam name="T">The type of a sample.</typeparam>
public abstract class IterableDataset<T> : IEnumerable<T>
{
    /// <summary>The number of samples, if it is known before they are read; null otherwise.</summary>
    public virtual int? Count => null;

    /// <summary>Begins to read the samples.</summary>
    public abstract IEnumerator<T> GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The samples, passed through a function.</summary>
    /// <param name="transform">The function, which a loader's workers call from several threads.</param>
    public IterableDataset<TResult> Map<TResult>(Func<T, TResult> transform) => new MappedIterable<T, TResult>(this, NotNull(transform));

    /// <summary>The samples for which a condition holds.</summary>
    public IterableDataset<T> Where(Func<T, bool> predicate) => new SequenceDataset<T>(Enumerable.Where(this, NotNull(predicate)), null);

    /// <summary>The first samples: <paramref name="count"/> of them, or all if there are fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public IterableDataset<T> Take(int count) => count < 0
        ? throw new ArgumentOutOfRangeException(nameof(count), $"Take: count is {count}; it must not be negative")
        : new TakenIterable<T>(this, count);

    /// <summary>The samples of one data set, then those of another.</summary>
    public static ChainDataset<T> operator +(IterableDataset<T> first, IterableDataset<T> second) => new(NotNull(first), NotNull(second));

    /// <summary>
    /// The samples as functions that make them. They are taken one after the other, and called in any order on any
    /// thread; the time that a sample takes belongs in the function.
    /// </summary>
    internal virtual IEnumerator<Func<T>> GetDeferred()
    {
        using var samples = GetEnumerator();
        while (samples.MoveNext())
        {
            var sample = samples.Current;
            yield return () => sample;
        }
    }
}

/// <summary>Functions of iterable data sets.</summary>
public static class IterableDataset
{
    /// <summary>A sequence with the methods of <see cref="IterableDataset{T}"/>. Each pass enumerates it anew.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="count">Their number, if it is known.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static IterableDataset<T> From<T>(IEnumerable<T> samples, int? count = null) => count < 0
        ? throw new ArgumentOutOfRangeException(nameof(count), $"From: count is {count}; it must not be negative")
        : NotNull(samples) is IterableDataset<T> dataset && count is null ? dataset : new SequenceDataset<T>(samples, count);
}
