namespace Autograd.NN;

/// <summary>
/// A table of vectors of which the sum, the mean or the maximum over bags of indices is computed; see
/// <see cref="F.EmbeddingBag"/>.
/// </summary>
/// <remarks>
/// Shapes: (B, N) of integers, or (N) with offsets → (B, embeddingDim). The rows are initialized from N(0, 1), as in
/// PyTorch. <c>torch.nn.EmbeddingBag</c>.
/// </remarks>
public sealed class EmbeddingBag : Module
{
    /// <summary>Makes the table and initializes its rows.</summary>
    /// <param name="numEmbeddings">The number of rows.</param>
    /// <param name="embeddingDim">The size of a row.</param>
    /// <param name="maxNorm">The greatest norm of a row: longer ones that are named are scaled down in the table.</param>
    /// <param name="normType">The order of that norm.</param>
    /// <param name="scaleGradByFreq">True to divide the gradient of a row by the number of times that it is named.</param>
    /// <param name="mode">The sum, the mean or the maximum.</param>
    /// <param name="includeLastOffset">True if the last offset is not a bag, but the end of the last one.</param>
    /// <param name="paddingIdx">An index that does not count, whose row is initialized with zeros.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, or the padding index is out of range.
    /// </exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public EmbeddingBag(
        int numEmbeddings, int embeddingDim, double? maxNorm = null, double normType = 2, bool scaleGradByFreq = false,
        EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool includeLastOffset = false, int? paddingIdx = null, DType dtype = DType.Float32)
        : this(
            Embedding.InitialRows(
                "EmbeddingBag", numEmbeddings, embeddingDim, Embedding.PaddingOf("EmbeddingBag", numEmbeddings, paddingIdx), dtype),
            maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx)
    {
    }

    private EmbeddingBag(
        Tensor weight, double? maxNorm, double normType, bool scaleGradByFreq, EmbeddingBagMode mode, bool includeLastOffset, int? paddingIdx)
    {
        Weight = weight;
        (NumEmbeddings, EmbeddingDim) = (weight.Shape[0], weight.Shape[1]);
        PaddingIdx = Embedding.PaddingOf("EmbeddingBag", NumEmbeddings, paddingIdx);
        (MaxNorm, NormType, ScaleGradByFreq) = (maxNorm, normType, scaleGradByFreq);
        (Mode, IncludeLastOffset) = (mode, includeLastOffset);
    }

    /// <summary>The number of rows.</summary>
    public int NumEmbeddings { get; }

    /// <summary>The size of a row.</summary>
    public int EmbeddingDim { get; }

    /// <summary>The greatest norm of a row, or null.</summary>
    public double? MaxNorm { get; }

    /// <summary>The order of that norm.</summary>
    public double NormType { get; }

    /// <summary>True if the gradient of a row is divided by the number of times that it is named.</summary>
    public bool ScaleGradByFreq { get; }

    /// <summary>The sum, the mean or the maximum.</summary>
    public EmbeddingBagMode Mode { get; }

    /// <summary>True if the last offset is not a bag, but the end of the last one.</summary>
    public bool IncludeLastOffset { get; }

    /// <summary>The index that does not count, or null.</summary>
    public int? PaddingIdx { get; }

    /// <summary>
    /// W: (numEmbeddings, embeddingDim). Set it to another module's parameter to share that parameter.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a tensor that is not a parameter, or of another shape.</exception>
    public Tensor Weight
    {
        get => Computed("weight", field);
        set => field = Parameter.Replace("EmbeddingBag", field, value);
    }

    /// <summary>Makes a module of a table that exists, such as one that was trained elsewhere.</summary>
    /// <param name="embeddings">The rows: (numEmbeddings, embeddingDim). The module shares their memory.</param>
    /// <param name="freeze">True if the rows are not trained.</param>
    /// <param name="maxNorm">The greatest norm of a row.</param>
    /// <param name="normType">The order of that norm.</param>
    /// <param name="scaleGradByFreq">True to divide the gradient of a row by the number of times that it is named.</param>
    /// <param name="mode">The sum, the mean or the maximum.</param>
    /// <param name="includeLastOffset">True if the last offset is not a bag, but the end of the last one.</param>
    /// <param name="paddingIdx">An index that does not count; its row stays as it is.</param>
    /// <exception cref="ArgumentException">The table is not a matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The padding index is out of range.</exception>
    /// <exception cref="InvalidOperationException">The rows are to be trained, and are not floating.</exception>
    public static EmbeddingBag FromPretrained(
        Tensor embeddings, bool freeze = true, double? maxNorm = null, double normType = 2, bool scaleGradByFreq = false,
        EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool includeLastOffset = false, int? paddingIdx = null)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (embeddings.NDim != 2)
            throw new ArgumentException(
                $"FromPretrained: a table of shape {embeddings.Shape}; it must be (numEmbeddings, embeddingDim)");
        return new EmbeddingBag(
            Parameter.From(embeddings, requiresGrad: !freeze), maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
    }

    /// <summary>Computes the sum, mean or maximum of each bag.</summary>
    /// <param name="input">Indices: (B, N), or (N) with offsets.</param>
    /// <param name="offsets">The position at which each bag begins; only for an input of one dimension.</param>
    /// <param name="perSampleWeights">Factors of the rows of a sum, of the input's shape.</param>
    /// <exception cref="ArgumentException">The shapes, types or offsets do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public Tensor Forward(Tensor input, Tensor? offsets = null, Tensor? perSampleWeights = null) => IsHooked
        ? RunHooks((input, offsets, perSampleWeights), args => Forward(args.input, args.offsets, args.perSampleWeights))
        : F.EmbeddingBag(
        NotNull(input), Weight, offsets, MaxNorm, NormType, ScaleGradByFreq, Mode, perSampleWeights, IncludeLastOffset, PaddingIdx);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NumEmbeddings}, {EmbeddingDim}{Embedding.NormRepr(MaxNorm, NormType, ScaleGradByFreq)}, mode={Mode.ToString().ToLowerInvariant()}"
        + (PaddingIdx is { } padding ? $", padding_idx={padding}" : "");
}
