namespace Autograd.Data;

/// <summary>
/// Tensors of one length: sample i is row i of each. <c>torch.utils.data.TensorDataset</c>. A loader takes the rows of
/// a batch at once, by one <see cref="Tensor.IndexSelect"/> for each tensor.
/// </summary>
/// <example><code>
/// var train = new TensorDataset(images, labels);
/// foreach (var (x, y) in new DataLoader&lt;Tensor[]&gt;(train, batchSize: 64, shuffle: true)) …
/// </code></example>
public sealed class TensorDataset : Dataset<Tensor[]>, IBatchedDataset<Tensor[]>
{
    private readonly Tensor[] _tensors;

    /// <summary>Makes a data set of tensors.</summary>
    /// <param name="tensors">At least one; all have the same size in dimension 0.</param>
    /// <exception cref="ArgumentException">There is none, one has no dimension, or the sizes differ.</exception>
    public TensorDataset(params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Length == 0) throw new ArgumentException("TensorDataset: no tensor; pass at least one", nameof(tensors));
        NoneNull("TensorDataset", tensors, nameof(tensors));
        for (var i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].NDim == 0)
                throw new ArgumentException($"TensorDataset: tensor {i} is a single number; pass tensors whose dimension 0 counts the samples", nameof(tensors));
            if (tensors[i].Size(0) != tensors[0].Size(0))
                throw new ArgumentException(
                    $"TensorDataset: tensor {i} has {tensors[i].Size(0)} rows, and tensor 0 has {tensors[0].Size(0)}; pass tensors of as many", nameof(tensors));
        }

        _tensors = [.. tensors];
    }

    /// <summary>The tensors.</summary>
    public IReadOnlyList<Tensor> Tensors => _tensors;

    /// <inheritdoc/>
    public override int Count => _tensors[0].Size(0);

    /// <summary>Row <paramref name="index"/> of each tensor, as views.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of the index.</exception>
    public override Tensor[] this[int index]
    {
        get
        {
            CheckIndex(index);
            return Array.ConvertAll(_tensors, tensor => tensor.Select(0, index));
        }
    }

    /// <inheritdoc/>
    public Tensor[] GetBatch(ReadOnlySpan<int> indices)
    {
        foreach (var index in indices) CheckIndex(index);
        var rows = Tensor.From(indices);
        return Array.ConvertAll(_tensors, tensor => tensor.IndexSelect(0, rows));
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), $"TensorDataset: index {index} of {Count} samples; {ValidNumbers.Use(0, Count - 1)}");
    }
}
