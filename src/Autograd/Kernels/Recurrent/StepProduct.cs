using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Multiplies the rows of every step by the same matrix B. B is read in place if there are few steps, and otherwise
/// packed once, before the loop over time, in the order in which the products read it.
/// </summary>
internal readonly unsafe ref struct StepProduct<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>The fewest steps for which packing pays.</summary>
    private const int ManySteps = 4;

    /// <summary>
    /// The bytes in a row of a panel: four of the widest vectors, the width of a tile of the product.
    /// </summary>
    private const int PanelBytes = 256;

    private readonly int _rows;
    private readonly int _columns;
    private readonly int _inner;
    private readonly int _panel;
    private readonly ReadOnlySpan<T> _b;
    private readonly int _bRow;
    private readonly int _bColumn;
    private readonly T[]? _packed;

    /// <summary>Prepares products of (rows x inner) with B (inner x columns).</summary>
    /// <param name="steps">The number of products.</param>
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
        _packed = ArrayPool<T>.Shared.Rent(b.Length);
        fixed (T* source = b, target = _packed)
        {
            for (var at = 0; at < columns; at += panel)
            {
                var width = Math.Min(panel, columns - at);
                if (isTransposed) TransposedCopy.Copy(source + at * inner, inner, width, inner, target + at * inner, width);
                else StridedBlockCopy.Copy(b[at..], columns, _packed.AsSpan(at * inner), width, width, inner);
            }
        }
    }

    /// <summary>
    /// Computes c = a·B, or c += a·B, for rows of a and c that are <paramref name="aRow"/> and <paramref name="cRow"/>
    /// apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<T> a, int aRow, Span<T> c, int cRow, bool accumulate)
    {
        if (_packed is null)
        {
            MatMul.Multiply(_rows, _columns, _inner, a, aRow, 1, _b, _bRow, _bColumn, c, cRow, accumulate);
            return;
        }

        for (var at = 0; at < _columns; at += _panel)
        {
            var width = Math.Min(_panel, _columns - at);
            MatMul.Multiply(
                _rows, width, _inner, a, aRow, 1, _packed.AsSpan(at * _inner, width * _inner), width, 1, c[at..], cRow, accumulate);
        }
    }

    /// <summary>Returns the packed copy to the pool.</summary>
    public void Dispose()
    {
        if (_packed is not null) ArrayPool<T>.Shared.Return(_packed);
    }
}
