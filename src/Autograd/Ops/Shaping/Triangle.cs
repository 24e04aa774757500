namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns the lower triangle of a matrix, or of each matrix of a batch: zeros above a diagonal.</summary>
    /// <param name="diagonal">The last diagonal that stays: 0 is the main one, 1 the one above it.</param>
    /// <remarks>Gradient: the lower triangle of g.</remarks>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
    public Tensor Tril(int diagonal = 0) => Triangle(lower: true, diagonal);

    /// <summary>Returns the upper triangle of a matrix, or of each matrix of a batch: zeros below a diagonal.</summary>
    /// <param name="diagonal">The first diagonal that stays: 0 is the main one, 1 the one above it.</param>
    /// <remarks>Gradient: the upper triangle of g.</remarks>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
    public Tensor Triu(int diagonal = 0) => Triangle(lower: false, diagonal);

    private Tensor Triangle(bool lower, int diagonal)
    {
        var op = lower ? "Tril" : "Triu";
        if (NDim < 2) throw new ArgumentException($"{op}: shape {_shape} has no matrix; it needs at least two dimensions");
        var result = CopyData();
        var rows = _shape.Sizes[^2];
        var columns = _shape.Sizes[^1];
        var total = columns == 0 ? 0 : Numel / columns;
        using var resultData = result.Write();
        for (var row = 0; row < total; row++)
        {
            // The lower triangle ends before this column of the row; the upper one starts with it.
            var edge = (int)Math.Clamp((long)(row % rows) + diagonal + (lower ? 1 : 0), 0, columns);
            if (lower) resultData.Clear(result._offset + row * columns + edge, columns - edge);
            else resultData.Clear(result._offset + row * columns, edge);
        }

        if (IsRecorded) new TriangleNode(this, lower, diagonal).SetHistory(result);
        return result;
    }

    private sealed class TriangleNode : Node
    {
        private readonly bool _lower;
        private readonly int _diagonal;

        public TriangleNode(Tensor input, bool lower, int diagonal)
        {
            _lower = lower;
            _diagonal = diagonal;
            Connect(0, input);
        }

        public override string Name => _lower ? "TrilBackward0" : "TriuBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.Triangle(_lower, _diagonal));
    }
}
