namespace Autograd.Data;

/// <summary>Chosen samples of another data set, in a given order. <c>torch.utils.data.Subset</c>.</summary>
/// <typeparam name="T">The type of a sample.</typeparam>
public sealed class Subset<T> : Dataset<T>
{
    private readonly int[] _indices;

    /// <summary>Makes a view of samples of a data set.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="indices">The indices of the chosen ones; one may occur more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of an index.</exception>
    public Subset(IReadOnlyList<T> dataset, IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(indices);
        Source = dataset;
        _indices = [.. indices];
        var count = dataset.Count;
        foreach (var index in _indices)
        {
            if ((uint)index >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(indices), $"Subset: index {index} of {count} samples; {ValidNumbers.Use(0, count - 1)}");
        }
    }

    /// <summary>The indices in the other data set.</summary>
    public IReadOnlyList<int> Indices => _indices;

    /// <inheritdoc/>
    public override int Count => _indices.Length;

    /// <inheritdoc/>
    public override T this[int index] => (uint)index < (uint)_indices.Length
        ? Source[_indices[index]]
        : throw OutOfRange(index);

    /// <summary>The data set that the samples come from.</summary>
    internal IReadOnlyList<T> Source { get; }

    /// <summary>The indices in the other data set of samples of this one.</summary>
    internal void Translate(Span<int> indices)
    {
        foreach (ref var index in indices)
            index = (uint)index < (uint)_indices.Length ? _indices[index] : throw OutOfRange(index);
    }

    private ArgumentOutOfRangeException OutOfRange(int index) =>
        new(nameof(index), $"Subset: index {index} of {Count} samples; {ValidNumbers.Use(0, Count - 1)}");
}
