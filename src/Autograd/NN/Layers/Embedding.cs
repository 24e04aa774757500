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
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, or the padding index is out of range.
    /// </exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public Embedding(int numEmbeddings, int embeddingDim, int? paddingIdx = null, DType dtype = DType.Float32)
    {
        if (paddingIdx < -numEmbeddings || paddingIdx >= numEmbeddings)
            throw new ArgumentOutOfRangeException(
                nameof(paddingIdx), $"Embedding: paddingIdx {paddingIdx} is out of range for {numEmbeddings} rows; use {-numEmbeddings} to "
                + $"{numEmbeddings - 1}");
        (NumEmbeddings, EmbeddingDim) = (numEmbeddings, embeddingDim);
        PaddingIdx = paddingIdx < 0 ? numEmbeddings + paddingIdx : paddingIdx;
        var weight = Init.Normal(Tensor.Zeros([numEmbeddings, embeddingDim], dtype));
        if (PaddingIdx is { } padding) Init.Zeros(weight[padding]);
        Weight = Parameter.From(weight);
    }

    /// <summary>The number of rows.</summary>
    public int NumEmbeddings { get; }

    /// <summary>The size of a row.</summary>
    public int EmbeddingDim { get; }

    /// <summary>The index of the row that receives no gradient, or null.</summary>
    public int? PaddingIdx { get; }

    /// <summary>
    /// W: (numEmbeddings, embeddingDim). Set it to another module's parameter to share that parameter.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a tensor that is not a parameter, or of another shape.</exception>
    public Tensor Weight
    {
        get;
        set => field = Parameter.Replace("Embedding", field, value);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not of an integer type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.Embedding(NotNull(x), Weight, PaddingIdx);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NumEmbeddings}, {EmbeddingDim}" + (PaddingIdx is { } padding ? $", padding_idx={padding}" : "");
}
