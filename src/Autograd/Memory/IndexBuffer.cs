namespace Autograd;

/// <summary>
/// A list of indices or places, in memory that is lent where it is large: a selection keeps it for the backward pass, or drops it at once.
/// </summary>
internal readonly struct IndexBuffer
{
    private readonly TensorStorage _storage;

    /// <summary>A list of so many places, which are yet to be written.</summary>
    public IndexBuffer(int length)
    {
        Length = length;
        _storage = BufferPool.Serves((long)length * sizeof(int))
            ? TensorStorage.Rent<int>(length, DType.Int32)
            : new TensorStorage(new int[length]);
    }

    private IndexBuffer(int[] places)
    {
        Length = places.Length;
        _storage = new TensorStorage(places);
    }

    public int Length { get; }

    /// <summary>The list to read, as one reads a tensor: <c>using var at = places.Read();</c></summary>
    public TensorStorage.ReadLease Read(in byte scope = 0) => _storage.Read(_storage.Start, Length, DType.Int32, in scope);

    /// <summary>The list to write.</summary>
    public TensorStorage.WriteLease Write(in byte scope = 0) => _storage.Write(_storage.Start, Length, DType.Int32, in scope);

    /// <summary>A list in memory of its own, which nobody writes to from now on.</summary>
    public static implicit operator IndexBuffer(int[] places) => new(places);
}
