namespace Autograd;

/// <summary>The free buffers of the pool, by element type and length.</summary>
internal sealed class FreeBuffers
{
    // Each list is sorted by length, and by age among buffers of one length.
    private readonly List<PooledBuffer>[] _byType = new List<PooledBuffer>[(int)DType.Float64 + 1];

    public FreeBuffers()
    {
        for (var i = 0; i < _byType.Length; i++) _byType[i] = [];
    }

    /// <summary>The total size in bytes.</summary>
    public long Bytes { get; private set; }

    public void Add(PooledBuffer buffer)
    {
        var buffers = _byType[(int)buffer.DType];
        buffers.Insert(FirstLongerThan(buffers, buffer.Length), buffer);
        Bytes += buffer.Bytes;
    }

    /// <summary>
    /// Takes the most recently returned of the shortest buffers that hold <paramref name="length"/> elements; null if
    /// all are more than an eighth too long.
    /// </summary>
    public PooledBuffer? Take(int length, DType dtype)
    {
        var buffers = _byType[(int)dtype];
        var at = FirstLongerThan(buffers, length - 1);
        if (at == buffers.Count || buffers[at].Length - length > length / 8) return null;
        at = FirstLongerThan(buffers, buffers[at].Length) - 1;
        var buffer = buffers[at];
        buffers.RemoveAt(at);
        Bytes -= buffer.Bytes;
        return buffer;
    }

    /// <summary>Drops the buffers that were returned before return number <paramref name="number"/>.</summary>
    public void DropOlderThan(long number)
    {
        foreach (var buffers in _byType)
        {
            var kept = 0;
            for (var i = 0; i < buffers.Count; i++)
            {
                var buffer = buffers[i];
                if (buffer.ReturnedAt >= number)
                {
                    buffers[kept++] = buffer;
                    continue;
                }

                Bytes -= buffer.Bytes;
                buffer.Drop();
            }

            buffers.RemoveRange(kept, buffers.Count - kept);
        }
    }

    /// <summary>
    /// Drops the buffers that have been free for longest, until the others have at most this many bytes.
    /// </summary>
    public void TrimTo(long bytes)
    {
        if (Bytes <= bytes) return;
        var all = new List<PooledBuffer>();
        foreach (var buffers in _byType) all.AddRange(buffers);
        all.Sort((a, b) => b.ReturnedAt.CompareTo(a.ReturnedAt));
        var oldest = all[0].ReturnedAt;
        var sum = 0L;
        foreach (var buffer in all)
        {
            sum += buffer.Bytes;
            if (sum > bytes) break;
            oldest = buffer.ReturnedAt;
        }

        DropOlderThan(oldest);
    }

    private static int FirstLongerThan(List<PooledBuffer> buffers, int length)
    {
        var (low, high) = (0, buffers.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (buffers[middle].Length <= length) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
