namespace Autograd.Kernels;

/// <summary>
/// Walks two strided operands of one shape row by row, in row-major order. Dimensions that both operands step through evenly are
/// merged first, so that rows are as long as they can be.
/// </summary>
internal ref struct StridedWalk
{
    private readonly Span<int> _sizes;
    private readonly Span<int> _stridesA;
    private readonly Span<int> _stridesB;
    private readonly Span<int> _index;
    private readonly int _outer;
    private long _rowsLeft;
    private bool _started;

    /// <summary>The integers that the scratch memory of a walk must have room for.</summary>
    public static int ScratchSize(int rank) => 4 * Math.Max(rank, 1);

    public StridedWalk(
        ReadOnlySpan<int> sizes, ReadOnlySpan<int> stridesA, int offsetA, ReadOnlySpan<int> stridesB, int offsetB, Span<int> scratch)
    {
        var room = Math.Max(sizes.Length, 1);
        _sizes = scratch[..room];
        _stridesA = scratch.Slice(room, room);
        _stridesB = scratch.Slice(2 * room, room);
        _index = scratch.Slice(3 * room, room);

        var n = 0;
        for (var d = 0; d < sizes.Length; d++)
        {
            var size = sizes[d];
            if (size == 1) continue;
            if (n > 0 && _stridesA[n - 1] == size * stridesA[d] && _stridesB[n - 1] == size * stridesB[d])
            {
                _sizes[n - 1] *= size;
                _stridesA[n - 1] = stridesA[d];
                _stridesB[n - 1] = stridesB[d];
            }
            else
            {
                _sizes[n] = size;
                _stridesA[n] = stridesA[d];
                _stridesB[n] = stridesB[d];
                n++;
            }
        }

        if (n == 0)
        {
            _sizes[0] = 1;
            _stridesA[0] = _stridesB[0] = 1;
            n = 1;
        }

        _outer = n - 1;
        RowLength = _sizes[_outer];
        RowStrideA = _stridesA[_outer];
        RowStrideB = _stridesB[_outer];
        OffsetA = offsetA;
        OffsetB = offsetB;
        _rowsLeft = RowLength == 0 ? 0 : 1;
        for (var d = 0; d < _outer; d++)
        {
            _rowsLeft *= _sizes[d];
            _index[d] = 0;
        }
    }

    public int RowLength { get; }

    public int RowStrideA { get; }

    public int RowStrideB { get; }

    /// <summary>Where the current row of the first operand starts.</summary>
    public int OffsetA { get; private set; }

    /// <summary>Where the current row of the second operand starts.</summary>
    public int OffsetB { get; private set; }

    /// <summary>Goes to the next row, the first at the first call.</summary>
    public bool NextRow()
    {
        if (_rowsLeft == 0) return false;
        _rowsLeft--;
        if (!_started)
        {
            _started = true;
            return true;
        }

        for (var d = _outer - 1; d >= 0; d--)
        {
            OffsetA += _stridesA[d];
            OffsetB += _stridesB[d];
            if (++_index[d] < _sizes[d]) return true;
            OffsetA -= _sizes[d] * _stridesA[d];
            OffsetB -= _sizes[d] * _stridesB[d];
            _index[d] = 0;
        }

        return true;
    }
}
