namespace Autograd.Live;

/// <summary>
/// Numbers that are only ever appended. One thread appends; any number of threads read at the same time without a lock,
/// because what is published never changes: growth copies to a new array and leaves the old one to those who read it.
/// </summary>
internal sealed class GrowingSeries<T> where T : unmanaged
{
    private T[] _items = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>What has been appended so far, in the series' own memory.</summary>
    public ReadOnlySpan<T> Span
    {
        get
        {
            // The count is read first: the array read after it holds at least that many.
            var count = Volatile.Read(ref _count);
            return new ReadOnlySpan<T>(Volatile.Read(ref _items), 0, count);
        }
    }

    public void Add(T item)
    {
        var count = _count;
        var items = _items;
        if (count == items.Length)
        {
            var grown = GC.AllocateUninitializedArray<T>(Math.Max(256, checked(2 * count)));
            items.AsSpan().CopyTo(grown);
            Volatile.Write(ref _items, grown);
            items = grown;
        }

        items[count] = item;
        Volatile.Write(ref _count, count + 1);
    }
}
