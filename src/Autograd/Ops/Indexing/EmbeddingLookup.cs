namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns the rows of a table that the indices name: shape indices.Shape + (width).</summary>
    /// <param name="weight">The table, one row for each index.</param>
    /// <param name="indices">Integers of any shape.</param>
    /// <param name="paddingIndex">
    /// An index whose row gets no gradient; negative counts from the end; null for none.
    /// </param>
    /// <remarks>
    /// Gradient: zeros with each row of g added to the row that it was read from; repeated indices are summed in their
    /// order.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The table does not have two dimensions, or the indices are not of an integer type.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the table.</exception>
    internal static Tensor EmbeddingLookup(Tensor weight, Tensor indices, int? paddingIndex = null)
    {
        CheckIsIndex("Embedding", indices);
        if (weight.NDim != 2)
            throw new ArgumentException($"Embedding: a table of shape {weight._shape}; it must have two dimensions");
        var rows = AdvancedIndex.Checked(indices, weight._shape.Sizes[0], 0, "Embedding");
        var selection = new RowSelection(weight._shape, rows, indices._shape);
        if (paddingIndex is not { } padding) return weight.Take(selection, "Embedding");
        var count = weight._shape.Sizes[0];
        if (padding < -count || padding >= count)
            throw new ArgumentOutOfRangeException(
                nameof(paddingIndex), $"Embedding: paddingIdx {padding} is out of range for {count} rows; use {-count} to {count - 1}");
        if (!weight.IsRecorded) return weight.Take(selection, "Embedding");

        if (padding < 0) padding += count;
        var isPadding = new bool[rows.Length];
        using var rowsData = selection.ReadRows();
        var numbers = rowsData.Span<int>();
        for (var i = 0; i < numbers.Length; i++) isPadding[i] = numbers[i] == padding;
        var mask = From(isPadding, Shape.Create([.. indices._shape.Sizes, 1]));
        var result = weight.TakeData(selection);
        new PaddedEmbeddingNode(weight, selection, mask).SetHistory(result);
        return result;
    }

    private sealed class PaddedEmbeddingNode : Node
    {
        private readonly Selection _selection;
        private readonly Tensor _isPadding;

        public PaddedEmbeddingNode(Tensor weight, Selection selection, Tensor isPadding)
        {
            _selection = selection;
            _isPadding = isPadding;
            Connect(0, weight);
        }

        public override string Name => "EmbeddingBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, ScatterSum(grad.MaskedFill(_isPadding, 0L), _selection));
    }
}
