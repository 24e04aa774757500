namespace Autograd.NN;

/// <summary>A table of vectors that are looked up by index: y[…] = W[x[…]].</summary>
/// <remarks>Shapes: (…) of integers → (…, embeddingDim). W is initialized from N(0, 1), as in PyTorch.</remarks>
public sealed class Embedding : UnaryModule
{
    /// <summary>Makes the table and initializes its rows.</summary>
    /// <param name="numEmbeddings">The number of rows.</param>
    /// <param name="embeddingDim">The size of a row.</param>
    /// <param name="paddingIdx">
    /// The index of a row that is initialized with zeros and receives no gradient; negative counts from the last.
    /// </param>
    /// <param name="maxNorm">
    /// The greatest norm of a row: longer rows that are looked up are scaled down to it in the table.
    /// </param>
    /// <param name="normType">The order of that norm.</param>
    /// <param name="scaleGradByFreq">
    /// True to divide the gradient of a row by the number of times that the input names it.
    /// </param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, or the padding index is out of range.
    /// </exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public Embedding(
        int numEmbeddings, int embeddingDim, int? paddingIdx = null, double? maxNorm = null, double normType = 2,
        bool scaleGradByFreq = false, DType dtype = DType.Float32)
        : this(
            InitialRows("Embedding", numEmbeddings, embeddingDim, PaddingOf("Embedding", numEmbeddings, paddingIdx), dtype), paddingIdx, maxNorm, normType,
            scaleGradByFreq)
    {
    }

    private Embedding(Tensor weight, int? paddingIdx, double? maxNorm, double normType, bool scaleGradByFreq)
    {
        Weight = weight;
        (NumEmbeddings, EmbeddingDim) = (weight.Shape[0], weight.Shape[1]);
        PaddingIdx = PaddingOf("Embedding", NumEmbeddings, paddingIdx);
        (MaxNorm, NormType, ScaleGradByFreq) = (maxNorm, normType, scaleGradByFreq);
    }

    /// <summary>The number of rows.</summary>
    public int NumEmbeddings { get; }

    /// <summary>The size of a row.</summary>
    public int EmbeddingDim { get; }

    /// <summary>The index of the row that receives no gradient, or null.</summary>
    public int? PaddingIdx { get; }

    /// <summary>The greatest norm of a row, or null.</summary>
    public double? MaxNorm { get; }

    /// <summary>The order of that norm.</summary>
    public double NormType { get; }

    /// <summary>True if the gradient of a row is divided by the number of times that the input names it.</summary>
    public bool ScaleGradByFreq { get; }

    /// <summary>
    /// W: (numEmbeddings, embeddingDim). Set it to another module's parameter to share that parameter.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a tensor that is not a parameter, or of another shape.</exception>
    public Tensor Weight
    {
        get => Computed("weight", field);
        set => field = Parameter.Replace("Embedding", field, value);
    }

    /// <summary>Makes a module of a table that exists, such as one that was trained elsewhere.</summary>
    /// <param name="embeddings">The rows: (numEmbeddings, embeddingDim). The module shares their memory.</param>
    /// <param name="freeze">True if the rows are not trained.</param>
    /// <param name="paddingIdx">The index of a row that receives no gradient; the row itself stays as it is.</param>
    /// <param name="maxNorm">The greatest norm of a row.</param>
    /// <param name="normType">The order of that norm.</param>
    /// <param name="scaleGradByFreq">True to divide the gradient of a row by the number of times that it is named.</param>
    /// <exception cref="ArgumentException">The table is not a matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The padding index is out of range.</exception>
    /// <exception cref="InvalidOperationException">The rows are to be trained, and are not floating.</exception>
    public static Embedding FromPretrained(
        Tensor embeddings, bool freeze = true, int? paddingIdx = null, double? maxNorm = null, double normType = 2,
        bool scaleGradByFreq = false)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (embeddings.NDim != 2)
            throw new ArgumentException(
                $"FromPretrained: a table of shape {embeddings.Shape}; it must be (numEmbeddings, embeddingDim)");
        return new Embedding(Parameter.From(embeddings, requiresGrad: !freeze), paddingIdx, maxNorm, normType, scaleGradByFreq);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not of an integer type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public override Tensor Forward(Tensor x) => IsHooked
        ? Hooked(x)
        : F.Embedding(NotNull(x), Weight, PaddingIdx, MaxNorm, NormType, ScaleGradByFreq);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NumEmbeddings}, {EmbeddingDim}" + (PaddingIdx is { } padding ? $", padding_idx={padding}" : "") + NormRepr(MaxNorm, NormType, ScaleGradByFreq);

    /// <summary>The options as PyTorch prints them, each if it is not the default.</summary>
    internal static string NormRepr(double? maxNorm, double normType, bool scaleGradByFreq) =>
        (maxNorm is { } bound ? $", max_norm={PythonFormat.Number(bound)}" : "")
        + (normType == 2 ? "" : $", norm_type={PythonFormat.Number(normType)}")
        + (scaleGradByFreq ? ", scale_grad_by_freq=True" : "");

    /// <summary>Returns the padding index, counted from the first row.</summary>
    internal static int? PaddingOf(string op, int rows, int? paddingIdx)
    {
        if (paddingIdx < -rows || paddingIdx >= rows)
            throw new ArgumentOutOfRangeException(
                nameof(paddingIdx), $"{op}: paddingIdx {paddingIdx} is out of range for {rows} rows; {ValidNumbers.Use(-rows, rows - 1)}");
        return paddingIdx < 0 ? rows + paddingIdx : paddingIdx;
    }

    /// <summary>Draws the rows of a table; the padding's are zeros.</summary>
    internal static Tensor InitialRows(string op, int numEmbeddings, int embeddingDim, int? paddingIdx, DType dtype)
    {
        if (numEmbeddings < 0) throw new ArgumentOutOfRangeException(nameof(numEmbeddings), $"{op}: numEmbeddings is {numEmbeddings}; use 0 or more");
        if (embeddingDim < 0) throw new ArgumentOutOfRangeException(nameof(embeddingDim), $"{op}: embeddingDim is {embeddingDim}; use 0 or more");
        var weight = Init.Normal(Tensor.Zeros([numEmbeddings, embeddingDim], dtype));
        if (paddingIdx is { } padding) Init.Zeros(weight[padding]);
        return Parameter.From(weight);
    }
}
