using System.Text;

namespace Autograd;

/// <summary>The part of an array that is printed: all of it, or the edges of each dimension that is too long.</summary>
/// <remarks>
/// The printed elements form an array too; it is read row by row, a row being a line along the last dimension.
/// </remarks>
sealed class Extent
{
    readonly int[] _shape;
    readonly int[] _printed;
    readonly int _edgeItems;

    Extent(ReadOnlySpan<int> shape, bool summarize, int edgeItems)
    {
        _shape = shape.ToArray();
        _edgeItems = edgeItems;
        _printed = shape.ToArray();
        if (summarize)
            for (int axis = 0; axis < _printed.Length; axis++)
                // Computed in 64 bits, because twice the number of edge items may exceed an int.
                _printed[axis] = (int)Math.Min(_shape[axis], 2L * edgeItems);
    }

    /// <summary>Returns the part to print of an array of this shape.</summary>
    /// <exception cref="ArgumentException">
    /// A size is negative, or their product is not <paramref name="count"/>.
    /// </exception>
    public static Extent Of(ReadOnlySpan<int> shape, int count, PrintOptions options)
    {
        Int128 elements = 1;
        foreach (int size in shape)
        {
            if (size < 0)
                throw new ArgumentException($"ToString: shape {Describe(shape)} has a negative size", nameof(shape));
            // The product saturates, so that a long shape does not overflow. It is larger than any span then, unless a
            // later size is 0.
            elements = Int128.Min(elements * size, Int128.One << 64);
        }
        if (elements != count)
            throw new ArgumentException(
                $"ToString: shape {Describe(shape)} does not hold {count} values; pass as many as its sizes multiply to",
                nameof(shape));
        return new(shape, count > options.Threshold, options.EdgeItems);
    }

    public int Rank => _shape.Length;

    public int EdgeItems => _edgeItems;

    /// <summary>The number of elements of a row that are printed.</summary>
    public int RowLength => _printed[^1];

    /// <summary>True if "..." stands for the middle of this dimension.</summary>
    public bool IsCut(int axis) => _printed[axis] < _shape[axis];

    /// <summary>Returns the position of the first row: a zero for each dimension but the last.</summary>
    public int[] FirstRow() => new int[Math.Max(0, Rank - 1)];

    /// <summary>
    /// Moves to the next printed row. Returns the dimension that advanced, or -1 after the last row; the dimensions
    /// after that one start anew.
    /// </summary>
    public int NextRow(int[] position)
    {
        for (int axis = position.Length - 1; axis >= 0; axis--)
        {
            if (++position[axis] < _printed[axis])
                return axis;
            position[axis] = 0;
        }
        return -1;
    }

    /// <summary>
    /// True if the step to <paramref name="position"/> skipped the middle of <paramref name="axis"/>.
    /// </summary>
    public bool SkippedMiddle(int[] position, int axis) => IsCut(axis) && position[axis] == _edgeItems;

    /// <summary>
    /// Returns the printed elements in order; <paramref name="values"/> themselves if nothing is left out.
    /// </summary>
    public ReadOnlySpan<T> Select<T>(ReadOnlySpan<T> values)
    {
        if (_printed.AsSpan().SequenceEqual(_shape))
            return values;

        int count = 1;
        foreach (int size in _printed)
            count *= size;
        var selected = new T[count];
        var free = selected.AsSpan();
        int[] position = FirstRow();
        do
        {
            var row = values.Slice(RowStart(position), _shape[^1]);
            if (IsCut(Rank - 1))
            {
                row[.._edgeItems].CopyTo(free);
                row[^_edgeItems..].CopyTo(free[_edgeItems..]);
            }
            else
                row.CopyTo(free);
            free = free[RowLength..];
        }
        while (NextRow(position) >= 0);
        return selected;
    }

    int RowStart(int[] position)
    {
        int start = 0;
        for (int axis = 0; axis < position.Length; axis++)
        {
            int index = position[axis];
            if (index >= _edgeItems)
                index += _shape[axis] - _printed[axis];
            start = start * _shape[axis] + index;
        }
        return start * _shape[^1];
    }

    /// <summary>Formats a shape as Python prints a tuple: "()", "(3,)", "(2, 3)".</summary>
    public static string Describe(ReadOnlySpan<int> shape)
    {
        var text = new StringBuilder("(");
        for (int axis = 0; axis < shape.Length; axis++)
            text.Append(axis == 0 ? "" : ", ").Append(shape[axis]);
        return text.Append(shape.Length == 1 ? ",)" : ")").ToString();
    }
}
