namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a view of the diagonals of the matrices that two dimensions form; the two are dropped, and the diagonal
    /// becomes the last dimension.
    /// </summary>
    /// <param name="offset">The diagonal: 0 is the main one, 1 the one above it, −1 the one below.</param>
    /// <param name="dim1">The dimension of the matrices' rows; negative counts from the last.</param>
    /// <param name="dim2">The dimension of their columns.</param>
    /// <remarks>A diagonal outside the matrix is empty. Gradient: zeros with g on the diagonal.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The two dimensions are the same.</exception>
    public Tensor Diagonal(int offset = 0, int dim1 = 0, int dim2 = 1)
    {
        var (rows, columns) = DiagonalDims("Diagonal", _shape, dim1, dim2);
        var shape = DiagonalShape(_shape, rows, columns, offset);
        var (strides, start) = DiagonalLayout(_strides, rows, columns, offset);
        var view = View(shape, strides, _offset + start);
        if (IsRecorded) new DiagonalNode(this, DiagonalPart(_shape, shape, rows, columns, offset)).SetHistory(view);
        return view;
    }

    /// <summary>
    /// Returns matrices whose diagonals are the vectors along the last dimension, and which are zero elsewhere; the
    /// inverse of <see cref="Diagonal"/>.
    /// </summary>
    /// <param name="offset">The diagonal: 0 is the main one, 1 the one above it, −1 the one below.</param>
    /// <param name="dim1">The result's dimension of the matrices' rows; negative counts from the result's last.</param>
    /// <param name="dim2">The result's dimension of their columns.</param>
    /// <remarks>
    /// The matrices are square, of the vectors' size plus |offset|. Gradient: the same diagonal of g.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or the tensor has none.</exception>
    /// <exception cref="ArgumentException">The two dimensions are the same.</exception>
    public Tensor DiagEmbed(int offset = 0, int dim1 = -2, int dim2 = -1)
    {
        if (NDim == 0)
            throw new ArgumentOutOfRangeException(nameof(dim1), "DiagEmbed: a 0-dimensional tensor has no vectors; Unsqueeze(0) it first");
        long[] shape = [.. Array.ConvertAll(_shape.ToArray(), s => (long)s), 0];
        shape[^1] = shape[^2] = _shape.Sizes[^1] + Math.Abs((long)offset);
        var size = Shape.ForResult("DiagEmbed", shape).Sizes[^1];
        var sizes = new List<int>(_shape.Sizes[..^1].ToArray());
        var (rows, columns) = DiagonalDims("DiagEmbed", Shape.Create([.. sizes, size, size]), dim1, dim2);
        foreach (var dim in (int[])[Math.Min(rows, columns), Math.Max(rows, columns)]) sizes.Insert(dim, size);
        var part = DiagonalPart(Shape.Create([.. sizes]), _shape, rows, columns, offset);
        var result = Zeros(part.BaseShape, _dtype);
        part.DataOf(result).WriteData(this);
        if (IsRecorded) new AsStridedScatterNode(this, part).SetHistory(result);
        return result;
    }

    /// <summary>
    /// Returns, for a vector, the matrix with it as a diagonal and zeros elsewhere; for a matrix, a copy of a diagonal.
    /// </summary>
    /// <param name="diagonal">The diagonal: 0 is the main one, 1 the one above it, −1 the one below.</param>
    /// <remarks>
    /// Gradient: the diagonal of g, or zeros with g on the diagonal. <see cref="Diagonal"/> returns a view, and works
    /// on batches too.
    /// </remarks>
    /// <exception cref="ArgumentException">The tensor is neither a vector nor a matrix.</exception>
    public Tensor Diag(int diagonal = 0) => NDim switch
    {
        1 => DiagEmbed(diagonal),
        2 => Diagonal(diagonal).Clone(),
        _ => throw new ArgumentException($"Diag: shape {_shape}; it must be a vector or a matrix; use Diagonal or DiagEmbed for batches"),
    };

    private static (int Rows, int Columns) DiagonalDims(string op, Shape shape, int dim1, int dim2)
    {
        var (rows, columns) = (shape.Dim(dim1, op), shape.Dim(dim2, op));
        if (rows == columns) throw new ArgumentException($"{op}: dims {dim1} and {dim2} of shape {shape} are the same; a matrix has two");
        return (rows, columns);
    }

    private static Shape DiagonalShape(Shape shape, int rows, int columns, int offset)
    {
        var (height, width) = ((long)shape.Sizes[rows], (long)shape.Sizes[columns]);
        var length = offset >= 0 ? Math.Min(height, width - offset) : Math.Min(height + offset, width);
        var sizes = new List<int>(shape.ToArray());
        sizes.RemoveAt(Math.Max(rows, columns));
        sizes.RemoveAt(Math.Min(rows, columns));
        return Shape.Create([.. sizes, (int)Math.Max(length, 0)]);
    }

    /// <summary>
    /// Returns the strides of a view of a diagonal, whose last stride steps in both dimensions at once, and its start.
    /// </summary>
    private static (int[] Strides, int Start) DiagonalLayout(int[] strides, int rows, int columns, int offset)
    {
        var result = new List<int>(strides);
        result.RemoveAt(Math.Max(rows, columns));
        result.RemoveAt(Math.Min(rows, columns));
        return ([.. result, strides[rows] + strides[columns]], unchecked(offset >= 0 ? offset * strides[columns] : -offset * strides[rows]));
    }

    private static StridedPart DiagonalPart(Shape whole, Shape part, int rows, int columns, int offset)
    {
        var (strides, start) = DiagonalLayout(whole.ContiguousStrides, rows, columns, offset);
        return new StridedPart(whole, part, strides, start);
    }

    private sealed class DiagonalNode : Node
    {
        private readonly StridedPart _part;

        public DiagonalNode(Tensor input, StridedPart part)
        {
            _part = part;
            Connect(0, input);
        }

        public override string Name => "DiagonalBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.SumSoFar(0, _part.BaseShape) is { } sum) _part.DataOf(sum).ScatterAddStrided(grad);
            else inputs.Set(0, AsStridedScatter(grad, _part));
        }
    }
}
