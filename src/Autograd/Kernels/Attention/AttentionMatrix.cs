namespace Autograd.Kernels;

/// <summary>
/// The queries, keys or values of one head, or its mask: a matrix of any strides of zero or more; empty for no mask.
/// </summary>
internal readonly ref struct AttentionMatrix<T>(ReadOnlySpan<T> elements, int rowStride, int columnStride) where T : unmanaged
{
    public ReadOnlySpan<T> Elements { get; } = elements;

    public int RowStride { get; } = rowStride;

    public int ColumnStride { get; } = columnStride;

    /// <summary>The elements from a row on; empty behind the last element, where rows of no columns begin.</summary>
    public ReadOnlySpan<T> From(int row) => row * RowStride >= Elements.Length ? [] : Elements[(row * RowStride)..];

    /// <summary>Returns the matrix itself if it is contiguous, else a copy in <paramref name="copy"/>.</summary>
    public AttentionMatrix<T> Packed(int rows, int columns, Span<T> copy)
    {
        if (Elements.IsEmpty || (RowStride == columns && ColumnStride == 1)) return this;
        for (var i = 0; i < rows; i++) CopyRow(i, copy.Slice(i * columns, columns));
        return new AttentionMatrix<T>(copy[..(rows * columns)], columns, 1);
    }

    private void CopyRow(int row, Span<T> target)
    {
        var elements = From(row);
        if (ColumnStride == 1) elements[..target.Length].CopyTo(target);
        else
            for (var j = 0; j < target.Length; j++) target[j] = elements[j * ColumnStride];
    }
}

/// <summary>Where the results or the gradients of one head go: rows that are contiguous, at any distance.</summary>
internal readonly ref struct AttentionTarget<T>(Span<T> elements, int rowStride) where T : unmanaged
{
    public Span<T> Elements { get; } = elements;

    public int RowStride { get; } = rowStride;

    /// <summary>As <see cref="AttentionMatrix{T}.From"/>.</summary>
    public Span<T> From(int row) => row * RowStride >= Elements.Length ? [] : Elements[(row * RowStride)..];

    public void Clear(int rows, int columns)
    {
        for (var i = 0; i < rows; i++) From(i)[..columns].Clear();
    }
}

/// <summary>The sizes of one head.</summary>
/// <param name="Queries">The number of queries, and so of results.</param>
/// <param name="Keys">The number of keys, and so of values.</param>
/// <param name="Width">The size of a query and of a key.</param>
/// <param name="ValueWidth">The size of a value and of a result.</param>
internal readonly record struct AttentionSizes(int Queries, int Keys, int Width, int ValueWidth);
