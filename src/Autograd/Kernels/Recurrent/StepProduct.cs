using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The product of every step's rows with the same matrix B, which is read in place if there are few steps, and else copied once, outside
/// the loop over time, in the order in which the products read it.
/// </summary>
internal readonly unsafe ref struct StepProduct<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Steps from which a copy pays.</summary>
    private const int ManySteps = 4;

    /// <summary>Bytes of a panel's row: four of the widest vectors, the columns that a tile of the product holds.</summary>
    private const int PanelBytes = 256;

    private readonly int _rows;
    private readonly int _columns;
    private readonly int _inner;
    private readonly int _panel;
    private readonly ReadOnlySpan<T> _b;
    private readonly int _bRow;
    private readonly int _bColumn;
    private readonly T[]? _copy;

    /// <summary>Prepares products of (rows x inner) with B (inner x columns).</summary>
    /// <param name="steps">How many products there will be.</param>
    /// <param name="rows">The rows of the left factor.</param>
    /// <param name="columns">The columns of B.</param>
    /// <param name="inner">The rows of B.</param>
    /// <param name="b">B, or its transpose, contiguous.</param>
    /// <param name="isTransposed">True if <paramref name="b"/> is (columns x inner).</param>
    public StepProduct(int steps, int rows, int columns, int inner, ReadOnlySpan<T> b, bool isTransposed)
    {
        (_rows, _columns, _inner, _panel) = (rows, columns, inner, columns);
        (_bRow, _bColumn) = isTransposed ? (1, inner) : (columns, 1);
        _b = b;

        // A single row reads B once from beginning to end; more rows read it again and again, a panel at a time.
        var panel = rows == 1 ? columns : Math.Min(columns, PanelBytes / sizeof(T));
        if (steps < ManySteps || rows == 0 || (!isTransposed && panel == columns) || b.IsEmpty) return;
        _panel = panel;
        _copy = ArrayPool<T>.Shared.Rent(b.Length);
        fixed (T* source = b, target = _copy)
        {
            for (var at = 0; at < columns; at += panel)
            {
                var width = Math.Min(panel, columns - at);
                if (isTransposed) TransposedCopy.Copy(source + at * inner, inner, width, inner, target + at * inner, width);
                else StridedBlockCopy.Copy(b[at..], columns, _copy.AsSpan(at * inner), width, width, inner);
            }
        }
    }

    /// <summary>c = a·B, or c += a·B, for rows of a and c that lie <paramref name="aRow"/> and <paramref name="cRow"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<T> a, int aRow, Span<T> c, int cRow, bool accumulate)
    {
        if (_copy is null)
        {
            MatMul.Multiply(_rows, _columns, _inner, a, aRow, 1, _b, _bRow, _bColumn, c, cRow, accumulate);
            return;
        }

        for (var at = 0; at < _columns; at += _panel)
        {
            var width = Math.Min(_panel, _columns - at);
            MatMul.Multiply(
                _rows, width, _inner, a, aRow, 1, _copy.AsSpan(at * _inner, width * _inner), width, 1, c[at..], cRow, accumulate);
        }
    }

    /// <summary>Gives the copy's memory back.</summary>
    public void Dispose()
    {
        if (_copy is not null) ArrayPool<T>.Shared.Return(_copy);
    }
}
