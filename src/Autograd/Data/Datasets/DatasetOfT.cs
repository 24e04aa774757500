using System.Collections;

namespace Autograd.Data;

/// <summary>
/// Samples by index: derive from it, and say how many there are and what each is. <c>torch.utils.data.Dataset</c>.
/// </summary>
/// <remarks>
/// A <see cref="DataLoader{T}"/> takes any <see cref="IReadOnlyList{T}"/>: an array or a list is a data set too, and
/// <see cref="Dataset.From"/> gives it the methods of this class. A loader with workers calls the indexer from several
/// threads at once.
/// </remarks>
/// <typeparam name="T">The type of a sample, such as <c>(Tensor Image, long Label)</c>.</typeparam>
/// <example><code>
/// sealed class Squares : Dataset&lt;(Tensor X, Tensor Y)&gt;
/// {
///     public override int Count => 1000;
///
///     public override (Tensor X, Tensor Y) this[int index] => (index / 1000f, index * index / 1e6f);
/// }
/// </code></example>
public abstract class Dataset<T> : IReadOnlyList<T>
{
    /// <summary>The number of samples; <c>len(dataset)</c>.</summary>
    public abstract int Count { get; }

    /// <summary>The sample of an index from 0 to <see cref="Count"/> − 1.</summary>
    public abstract T this[int index] { get; }

    /// <summary>A view of the data set whose samples are passed through a function each time they are read.</summary>
    /// <param name="transform">The function, which a loader's workers call from several threads.</param>
    public Dataset<TResult> Map<TResult>(Func<T, TResult> transform) => new MappedDataset<T, TResult>(this, NotNull(transform));

    /// <summary>The samples for which a condition holds. It reads each sample once, now.</summary>
    public Subset<T> Where(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var indices = new List<int>();
        for (var i = 0; i < Count; i++)
            if (predicate(this[i])) indices.Add(i);
        return new Subset<T>(this, [.. indices]);
    }

    /// <summary>The first samples: <paramref name="count"/> of them, or all if there are fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Subset<T> Take(int count)
    {
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), $"Take: count is {count}; it must not be negative");
        return new Subset<T>(this, [.. Enumerable.Range(0, Math.Min(count, Count))]);
    }

    /// <summary>The samples of one data set, then those of another.</summary>
    public static ConcatDataset<T> operator +(Dataset<T> first, Dataset<T> second) => new(NotNull(first), NotNull(second));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
