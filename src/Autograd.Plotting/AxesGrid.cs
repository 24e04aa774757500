using System.Collections;

namespace Autograd.Plotting;

/// <summary>A grid of axes, row by row: <c>ax[2]</c> or <c>ax[0, 2]</c>.</summary>
public sealed class AxesGrid : IReadOnlyList<Axes>
{
    private readonly Axes[] _axes;

    internal AxesGrid(Axes[] axes, int rows, int columns) => (_axes, Rows, Columns) = (axes, rows, columns);

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The number of axes.</summary>
    public int Count => _axes.Length;

    /// <summary>The axes of a number, counted row by row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Axes this[int index] => index >= 0 && index < _axes.Length
        ? _axes[index]
        : throw new ArgumentOutOfRangeException(
            nameof(index), $"AxesGrid: no axes at [{index}] of {Rows} x {Columns}; row by row they go from 0 to {_axes.Length - 1}");

    /// <summary>The axes in a row and a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Axes this[int row, int column] => row >= 0 && row < Rows && column >= 0 && column < Columns
        ? _axes[row * Columns + column]
        : throw new ArgumentOutOfRangeException(nameof(row), $"AxesGrid: no axes at [{row}, {column}] of {Rows} x {Columns}");

    /// <inheritdoc/>
    public IEnumerator<Axes> GetEnumerator() => ((IEnumerable<Axes>)_axes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
