namespace Autograd;

/// <summary>
/// A list of indices, pooled if it is large. An indexing operation keeps it for the backward pass, or drops it at once.
/// </summary>
internal readonly struct IndexBuffer
{
    private readonly TensorStorage _storage;

    /// <summary>Makes a list of this length, whose elements are not initialized.</summary>
    public IndexBuffer(int length)
    {
        Length = length;
        _storage = BufferPool.IsPooled((long)length * sizeof(int))
            ? TensorStorage.Rent<int>(length, DType.Int32)
            : new TensorStorage(new int[length]);
    }

    private IndexBuffer(int[] indices)
    {
        Length = indices.Length;
        _storage = new TensorStorage(indices);
    }

    public int Length { get; }

    /// <summary>An object that identifies the list.</summary>
    public object? Key => _storage.Key;

    /// <summary>Leases the list to read, as for a tensor: <c>using var data = indices.Read();</c></summary>
    public TensorStorage.ReadLease Read(in byte scope = 0) => _storage.Read(_storage.Start, Length, DType.Int32, in scope);

    /// <summary>Leases the list to write.</summary>
    public TensorStorage.WriteLease Write(in byte scope = 0) => _storage.Write(_storage.Start, Length, DType.Int32, in scope);

    /// <summary>Wraps an array, which must not be written to from now on.</summary>
    public static implicit operator IndexBuffer(int[] indices) => new(indices);
}
