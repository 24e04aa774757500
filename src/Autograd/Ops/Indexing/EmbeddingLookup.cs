namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns the rows of a table that the indices name: shape indices.Shape + (width).</summary>
    /// <param name="weight">The table, one row for each index.</param>
    /// <param name="indices">Integers of any shape.</param>
    /// <param name="paddingIndex">
    /// An index whose row gets no gradient; negative counts from the end; null for none.
    /// </param>
    /// <param name="maxNorm">The greatest norm of a row: longer rows that are read are scaled down in the table first.</param>
    /// <param name="normType">The order of that norm.</param>
    /// <param name="scaleGradByFreq">True to divide a row's gradient by the number of times that it is read.</param>
    /// <remarks>
    /// Gradient: zeros with each row of g added to the row that it was read from; repeated indices are summed in their
    /// order.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The table does not have two dimensions, or the indices are not of an integer type.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the table.</exception>
    internal static Tensor EmbeddingLookup(
        Tensor weight, Tensor indices, int? paddingIndex = null, double? maxNorm = null, double normType = 2, bool scaleGradByFreq = false)
    {
        CheckIsIndex("Embedding", indices);
        if (weight.NDim != 2)
            throw new ArgumentException($"Embedding: a table of shape {weight._shape}; it must have two dimensions");
        var rows = AdvancedIndex.Checked(indices, weight._shape.Sizes[0], 0, "Embedding");
        var selection = new RowSelection(weight._shape, rows, indices._shape);
        var count = weight._shape.Sizes[0];
        if (paddingIndex is { } index && (index < -count || index >= count))
            throw new ArgumentOutOfRangeException(
                nameof(paddingIndex), $"Embedding: paddingIdx {index} is out of range for {count} rows; {ValidNumbers.Use(-count, count - 1)}");
        using var rowsData = selection.ReadRows();
        var numbers = rowsData.Span<int>();
        if (maxNorm is { } bound) LimitRows("Embedding", weight, numbers, bound, normType);
        if (!weight.IsRecorded || (paddingIndex is null && !scaleGradByFreq)) return weight.Take(selection, "Embedding");

        var block = Shape.Create([.. indices._shape.Sizes, 1]);
        var padding = paddingIndex < 0 ? paddingIndex + count : paddingIndex;
        var isPadding = new bool[numbers.Length];
        for (var i = 0; i < numbers.Length; i++) isPadding[i] = numbers[i] == padding;
        var factors = scaleGradByFreq ? From(InverseCounts(numbers, count), block, weight._dtype) : null;
        var result = weight.TakeData(selection);
        new ScaledEmbeddingNode(weight, selection, From(isPadding, block), factors).SetHistory(result);
        return result;
    }

    /// <summary>
    /// Scales the named rows of a table whose norms are above a bound down to it, in place and unrecorded.
    /// </summary>
    internal static void LimitRows(string op, Tensor weight, ReadOnlySpan<int> rows, double maxNorm, double normType)
    {
        if (!weight._dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"{op}: maxNorm for a table of {weight._dtype}; norms are floating: convert it with To(DType.Float32) first");
        if (!(maxNorm >= 0))
            throw new ArgumentOutOfRangeException(nameof(maxNorm), $"{op}: maxNorm is {maxNorm}; pass 0 or a number above");
        using var isOff = GradMode.NoGrad();
        var read = new SortedSet<long>();
        foreach (var row in rows) read.Add(row);
        if (read.Count == 0) return;
        var named = From(read.ToArray());
        var values = weight.IndexSelect(0, named);
        var norms = values.Norm(normType, 1, keepDim: true);
        var isLong = norms > maxNorm;
        if (!isLong.Any().Item<bool>()) return;

        // The term keeps a row that was scaled from being scaled again for the sake of its rounding; it is PyTorch's.
        weight.IndexCopyInPlace(0, named, Where(isLong, values * (maxNorm / (norms + 1e-7)), values));
    }

    private static double[] InverseCounts(ReadOnlySpan<int> rows, int count)
    {
        var counts = new int[count];
        foreach (var row in rows) counts[row]++;
        var result = new double[rows.Length];
        for (var i = 0; i < result.Length; i++) result[i] = 1.0 / counts[rows[i]];
        return result;
    }

    private sealed class ScaledEmbeddingNode : Node
    {
        private readonly Selection _selection;
        private readonly Tensor _isPadding;
        private readonly Tensor? _factors;

        public ScaledEmbeddingNode(Tensor weight, Selection selection, Tensor isPadding, Tensor? factors)
        {
            _selection = selection;
            _isPadding = isPadding;
            _factors = factors;
            Connect(0, weight);
        }

        public override string Name => "EmbeddingBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, ScatterSum((_factors is null ? grad : grad * _factors).MaskedFill(_isPadding, 0L), _selection));
    }
}
