namespace Autograd.Kernels;

/// <summary>
/// Walks one or two strided operands of one shape in row-major order: row by row, the last dimension, or plane by
/// plane, the last two. Neighbouring dimensions that one stride covers in all operands are merged first, so that rows
/// are as long as possible.
/// </summary>
internal ref struct StridedWalk
{
    private readonly Span<int> _sizes;
    private readonly Span<int> _stridesA;
    private readonly Span<int> _stridesB;
    private readonly Span<int> _index;
    private readonly int _rank;
    private int _outer;
    private long _left;
    private bool _started;

    /// <summary>
    /// The number of integers in the scratch memory of a walk; small enough for the stack, since the rank is bounded.
    /// </summary>
    public static int ScratchSize(int rank) => 4 * Math.Max(rank, 1);

    /// <summary>A walk over one operand.</summary>
    public StridedWalk(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, int offset, Span<int> scratch)
        : this(sizes, strides, offset, [], 0, scratch)
    {
    }

    /// <summary>A walk over two operands; empty strides count as zeros.</summary>
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
            var stepB = stridesB.IsEmpty ? 0 : stridesB[d];
            if (n > 0 && _stridesA[n - 1] == size * stridesA[d] && _stridesB[n - 1] == size * stepB)
            {
                n--;
                size *= _sizes[n];
            }

            _sizes[n] = size;
            _stridesA[n] = stridesA[d];
            _stridesB[n] = stepB;
            n++;
        }

        if (n == 0)
        {
            _sizes[0] = 1;
            _stridesA[0] = _stridesB[0] = 1;
            n = 1;
        }

        _rank = n;
        RowLength = _sizes[n - 1];
        ColumnStepA = _stridesA[n - 1];
        ColumnStepB = _stridesB[n - 1];
        OffsetA = offsetA;
        OffsetB = offsetB;
    }

    /// <summary>The number of elements of a row.</summary>
    public int RowLength { get; }

    /// <summary>The stride from one element of a row to the next in the first operand.</summary>
    public int ColumnStepA { get; }

    /// <summary>The stride from one element of a row to the next in the second operand.</summary>
    public int ColumnStepB { get; }

    /// <summary>The number of rows of a plane.</summary>
    public readonly int Rows => _rank > 1 ? _sizes[_rank - 2] : 1;

    /// <summary>The stride from one row of a plane to the next in the first operand.</summary>
    public readonly int RowStepA => _rank > 1 ? _stridesA[_rank - 2] : 0;

    /// <summary>The stride from one row of a plane to the next in the second operand.</summary>
    public readonly int RowStepB => _rank > 1 ? _stridesB[_rank - 2] : 0;

    /// <summary>The offset of the current row or plane of the first operand.</summary>
    public int OffsetA { get; private set; }

    /// <summary>The offset of the current row or plane of the second operand.</summary>
    public int OffsetB { get; private set; }

    /// <summary>Advances to the next row; the first call to the first row.</summary>
    public bool NextRow() => Next(1);

    /// <summary>
    /// Advances to the next plane of <see cref="Rows"/> rows; the first call to the first plane. A walk is either by
    /// rows or by planes.
    /// </summary>
    public bool NextPlane() => Next(2);

    private bool Next(int inner)
    {
        if (!_started) Start(inner);
        else Step();
        return _left-- > 0;
    }

    private void Start(int inner)
    {
        _started = true;
        _outer = Math.Max(_rank - inner, 0);
        _left = 1;
        for (var d = 0; d < _rank; d++)
        {
            if (_sizes[d] == 0) _left = 0;
            if (d < _outer) _left *= _sizes[d];
            _index[d] = 0;
        }
    }

    private void Step()
    {
        for (var d = _outer - 1; d >= 0; d--)
        {
            OffsetA += _stridesA[d];
            OffsetB += _stridesB[d];
            if (++_index[d] < _sizes[d]) return;
            OffsetA -= _sizes[d] * _stridesA[d];
            OffsetB -= _sizes[d] * _stridesB[d];
            _index[d] = 0;
        }
    }
}
