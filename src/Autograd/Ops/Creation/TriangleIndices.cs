namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The rows and columns of the lower triangle of a matrix, row by row: (2, count), Int64.</summary>
    /// <param name="row">The rows of the matrix.</param>
    /// <param name="col">The columns of the matrix.</param>
    /// <param name="offset">The last diagonal that belongs to it: 0 is the main one, 1 the one above it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or there are more indices than an array can hold.</exception>
    public static Tensor TrilIndices(int row, int col, int offset = 0) => TriangleIndices("trilIndices", row, col, offset, lower: true);

    /// <summary>The rows and columns of the upper triangle of a matrix, row by row: (2, count), Int64.</summary>
    /// <param name="row">The rows of the matrix.</param>
    /// <param name="col">The columns of the matrix.</param>
    /// <param name="offset">The first diagonal that belongs to it: 0 is the main one, 1 the one above it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or there are more indices than an array can hold.</exception>
    public static Tensor TriuIndices(int row, int col, int offset = 0) => TriangleIndices("triuIndices", row, col, offset, lower: false);

    private static Tensor TriangleIndices(string op, int row, int col, int offset, bool lower)
    {
        if (row < 0 || col < 0)
            throw new ArgumentOutOfRangeException(
                row < 0 ? nameof(row) : nameof(col), $"{op}: a matrix of ({row}, {col}); no size may be negative");
        var count = 0L;
        for (var i = 0; i < row; i++) count += Columns(i).End - Columns(i).Start;
        var result = Uninitialized<long>(Shape.Create(2, (int)Math.Min(count, int.MaxValue)));
        var rows = result.Span<long>()[..(int)count];
        var columns = result.Span<long>()[(int)count..];
        var at = 0;
        for (var i = 0; i < row; i++)
        {
            var (start, end) = Columns(i);
            for (var j = start; j < end; j++, at++) (rows[at], columns[at]) = (i, j);
        }

        return result;

        // The columns of a row that belong to the triangle.
        (int Start, int End) Columns(int i)
        {
            var edge = (int)Math.Clamp((long)i + offset + (lower ? 1 : 0), 0, col);
            return lower ? (0, edge) : (edge, col);
        }
    }
}
