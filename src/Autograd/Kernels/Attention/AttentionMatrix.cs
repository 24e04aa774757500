namespace Autograd.Kernels;

/// <summary>The queries, keys or values of one head: a matrix of any strides of zero or more.</summary>
internal readonly ref struct AttentionMatrix<T>(ReadOnlySpan<T> elements, int rowStride, int columnStride) where T : unmanaged
{
    public ReadOnlySpan<T> Elements { get; } = elements;

    public int RowStride { get; } = rowStride;

    public int ColumnStride { get; } = columnStride;
}

/// <summary>The sizes of one head.</summary>
/// <param name="Queries">The number of queries, and so of results.</param>
/// <param name="Keys">The number of keys, and so of values.</param>
/// <param name="Width">The size of a query and of a key.</param>
/// <param name="ValueWidth">The size of a value and of a result.</param>
internal readonly record struct AttentionSizes(int Queries, int Keys, int Width, int ValueWidth);
