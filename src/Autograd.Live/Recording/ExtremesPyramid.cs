namespace Autograd.Live;

/// <summary>
/// The extremes of blocks of a growing series, of blocks of blocks, and so on, each of <see cref="Fanout"/> parts.
/// Readers build it when they ask, so that recording costs nothing; each block is scanned once.
/// </summary>
internal sealed class ExtremesPyramid
{
    private const int Fanout = 64;
    private readonly Lock _building = new();
    private readonly List<List<Extremes>> _levels = [];

    /// <summary>The extremes of the values from each edge up to but not including the next.</summary>
    public Extremes[] Of(ReadOnlySpan<double> values, ReadOnlySpan<int> edges)
    {
        lock (_building)
        {
            Extend(values);
            var result = new Extremes[edges.Length - 1];
            for (var i = 0; i < result.Length; i++) result[i] = Of(values, edges[i], edges[i + 1]);
            return result;
        }
    }

    private Extremes Of(ReadOnlySpan<double> values, int from, int to)
    {
        var result = Extremes.None;
        while (from < to)
        {
            // The largest whole block that begins here and does not reach beyond the end.
            var level = -1;
            long size = 1;
            while (level + 1 < _levels.Count && from % (size * Fanout) == 0 && from + (size * Fanout) <= to)
            {
                size *= Fanout;
                level++;
            }

            if (level >= 0)
            {
                result.Append(_levels[level][(int)(from / size)]);
                from += (int)size;
            }
            else
            {
                var end = (int)Math.Min(to, ((from / Fanout) + 1L) * Fanout);
                result.Append(Extremes.Of(values[from..end], from));
                from = end;
            }
        }

        return result;
    }

    private void Extend(ReadOnlySpan<double> values)
    {
        if (_levels.Count == 0) _levels.Add([]);
        var blocks = _levels[0];
        for (var start = blocks.Count * Fanout; start + Fanout <= values.Length; start += Fanout)
            blocks.Add(Extremes.Of(values.Slice(start, Fanout), start));

        for (var level = 0; _levels[level].Count >= Fanout; level++)
        {
            if (_levels.Count == level + 1) _levels.Add([]);
            var (below, above) = (_levels[level], _levels[level + 1]);
            while ((above.Count + 1) * Fanout <= below.Count)
            {
                var sum = Extremes.None;
                for (var i = 0; i < Fanout; i++) sum.Append(below[(above.Count * Fanout) + i]);
                above.Add(sum);
            }
        }
    }
}
