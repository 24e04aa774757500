namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The coordinates of the lower triangle of a matrix, row by row: a (2, n) tensor of row and of column indices.
    /// </summary>
    /// <param name="row">The number of the matrix's rows.</param>
    /// <param name="col">The number of its columns.</param>
    /// <param name="offset">
    /// The last diagonal that belongs to the triangle: 0 is the main one, 1 the one above it.
    /// </param>
    /// <param name="dtype">The type: Int64 or Int32.</param>
    /// <exception cref="ArgumentException">The type is neither Int64 nor Int32.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, or there are more indices than an array can hold.
    /// </exception>
    public static Tensor TrilIndices(int row, int col, int offset = 0, DType dtype = DType.Int64) =>
        TriangleIndices("TrilIndices", row, col, offset, dtype, lower: true);

    /// <summary>
    /// The coordinates of the upper triangle of a matrix, row by row: a (2, n) tensor of row and of column indices.
    /// </summary>
    /// <param name="row">The number of the matrix's rows.</param>
    /// <param name="col">The number of its columns.</param>
    /// <param name="offset">
    /// The first diagonal that belongs to the triangle: 0 is the main one, 1 the one above it.
    /// </param>
    /// <param name="dtype">The type: Int64 or Int32.</param>
    /// <exception cref="ArgumentException">The type is neither Int64 nor Int32.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, or there are more indices than an array can hold.
    /// </exception>
    public static Tensor TriuIndices(int row, int col, int offset = 0, DType dtype = DType.Int64) =>
        TriangleIndices("TriuIndices", row, col, offset, dtype, lower: false);

    private static Tensor TriangleIndices(string op, int row, int col, int offset, DType dtype, bool lower)
    {
        if (row < 0 || col < 0)
            throw new ArgumentOutOfRangeException(row < 0 ? nameof(row) : nameof(col), $"{op}: a matrix of ({row}, {col}); no size may be negative");
        if (dtype is not (DType.Int64 or DType.Int32)) throw new ArgumentException($"{op}: indices of type {dtype}; use Int64 or Int32");

        // The loop skips rows outside of the triangle, of which there may be very many.
        var inTriangle = lower ? CountBelow(row, col, offset) : (Int128)row * col - CountBelow(row, col, (long)offset - 1);
        var shape = Shape.ForResult(op, 2L, (long)inTriangle);
        var count = shape[1];
        var firstRow = lower ? (int)Math.Min(Math.Max(0, -(long)offset), row) : 0;
        var endRow = col == 0 ? firstRow : lower ? row : (int)Math.Clamp((long)col - offset, 0, row);
        var result = Uninitialized<long>(shape);
        using var resultData = result.Write();
        var rows = resultData.Span<long>()[..count];
        var columns = resultData.Span<long>()[count..];
        var at = 0;
        for (var i = firstRow; i < endRow; i++)
        {
            var (start, end) = Columns(i);
            for (var j = start; j < end; j++, at++) (rows[at], columns[at]) = (i, j);
        }

        return result.To(dtype);

        (int Start, int End) Columns(int i)
        {
            var edge = (int)Math.Clamp((long)i + offset + (lower ? 1 : 0), 0, col);
            return lower ? (0, edge) : (edge, col);
        }
    }

    /// <summary>The number of a matrix's elements that are on or below a diagonal.</summary>
    private static Int128 CountBelow(int row, int col, long offset)
    {
        // Row i has i + offset + 1 of them, clamped to [0, col]: rows without any, then one more in each row, then full
        // rows.
        var first = Math.Clamp(-offset, 0, row);
        var full = Math.Clamp(col - offset, first, row);
        return ((Int128)first + full + 2 * offset + 1) * (full - first) / 2 + (Int128)(row - full) * col;
    }
}
