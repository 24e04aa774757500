namespace Autograd;

/// <summary>Buffers that nobody holds, by element type and size.</summary>
internal sealed class FreeBuffers
{
    // Each list is sorted by length, and by age among buffers of one length.
    private readonly List<PooledBuffer>[] _byType = new List<PooledBuffer>[8];

    public FreeBuffers()
    {
        for (var i = 0; i < _byType.Length; i++) _byType[i] = [];
    }

    /// <summary>The bytes of all of them.</summary>
    public long Bytes { get; private set; }

    public void Add(PooledBuffer loan)
    {
        var loans = _byType[(int)loan.DType];
        loans.Insert(FirstLongerThan(loans, loan.Length), loan);
        Bytes += loan.Bytes;
    }

    /// <summary>
    /// The buffer that came back last among the shortest that hold <paramref name="length"/> elements; null if all are more than an eighth
    /// too long.
    /// </summary>
    public PooledBuffer? Take(int length, DType dtype)
    {
        var loans = _byType[(int)dtype];
        var at = FirstLongerThan(loans, length - 1);
        if (at == loans.Count || loans[at].Length - length > length / 8) return null;
        at = FirstLongerThan(loans, loans[at].Length) - 1;
        var loan = loans[at];
        loans.RemoveAt(at);
        Bytes -= loan.Bytes;
        return loan;
    }

    /// <summary>Leaves to the collector what has been free since before return number <paramref name="number"/>.</summary>
    public void LetGoOlderThan(long number)
    {
        foreach (var loans in _byType)
        {
            var kept = 0;
            for (var i = 0; i < loans.Count; i++)
            {
                var loan = loans[i];
                if (loan.ReturnedAt >= number)
                {
                    loans[kept++] = loan;
                    continue;
                }

                Bytes -= loan.Bytes;
                loan.LetGo();
            }

            loans.RemoveRange(kept, loans.Count - kept);
        }
    }

    /// <summary>Leaves the buffers that have been free for longest to the collector, until the others have no more bytes than this.</summary>
    public void LetGoBeyond(long bytes)
    {
        if (Bytes <= bytes) return;
        var all = new List<PooledBuffer>();
        foreach (var loans in _byType) all.AddRange(loans);
        all.Sort((a, b) => b.ReturnedAt.CompareTo(a.ReturnedAt));
        var oldest = all[0].ReturnedAt;
        var sum = 0L;
        foreach (var loan in all)
        {
            sum += loan.Bytes;
            if (sum > bytes) break;
            oldest = loan.ReturnedAt;
        }

        LetGoOlderThan(oldest);
    }

    private static int FirstLongerThan(List<PooledBuffer> loans, int length)
    {
        var (low, high) = (0, loans.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (loans[middle].Length <= length) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
