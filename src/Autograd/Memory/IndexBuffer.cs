namespace Autograd;

/// <summary>
/// A list of indices or places, in memory that is lent where it is large: a selection keeps it for the backward pass, or drops it at once.
/// </summary>
/// <remarks>As with a tensor's span: whoever works on <see cref="Span"/> refers to the holder of the list afterwards.</remarks>
internal readonly struct IndexBuffer
{
    private readonly int[] _places;

    // What tells the lender that the list is still in use.
    private readonly BufferIdentity? _identity;

    /// <summary>A list of so many places, which are yet to be written.</summary>
    public IndexBuffer(int length)
    {
        Length = length;
        _identity = null;
        _places = BufferPool.Serves((long)length * sizeof(int))
            ? BufferPool.Rent<int>(length, DType.Int32, out _identity)
            : new int[length];
    }

    private IndexBuffer(int[] places)
    {
        Length = places.Length;
        _identity = null;
        _places = places;
    }

    public int Length { get; }

    public Span<int> Span => _places.AsSpan(_identity?.Start ?? 0, Length);

    /// <summary>As <see cref="GC.KeepAlive"/>, for a list that nothing holds.</summary>
    public void KeepAlive() => GC.KeepAlive(_identity);

    /// <summary>A list in memory of its own, which nobody writes to from now on.</summary>
    public static implicit operator IndexBuffer(int[] places) => new(places);
}
