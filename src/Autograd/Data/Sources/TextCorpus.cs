namespace Autograd.Data;

/// <summary>
/// Pieces of a long sequence of tokens, each with what follows its tokens: sample i is X = tokens[s : s + length] and
/// Y = tokens[s + 1 : s + length + 1] with s = i · stride. What a language model is trained on, of characters, pieces of
/// words or other tokens.
/// </summary>
/// <example><code>
/// var corpus = new TextCorpus(vocabulary.Encode(text), length: 64);
/// foreach (var (x, y) in new DataLoader&lt;(Tensor X, Tensor Y)&gt;(corpus, batchSize: 16, shuffle: true))
///     F.CrossEntropy(model.Forward(x).Flatten(0, 1), y.Flatten()).Backward();
/// </code></example>
public sealed class TextCorpus : Dataset<(Tensor X, Tensor Y)>, IBatchedDataset<(Tensor X, Tensor Y)>
{
    private readonly int _stride;

    /// <summary>Makes a data set of the pieces of a sequence.</summary>
    /// <param name="tokens">Integers of one dimension, more than <paramref name="length"/>.</param>
    /// <param name="length">The number of tokens of a piece.</param>
    /// <param name="stride">
    /// From one piece to the next: 1 for every place, <paramref name="length"/> for pieces that do not overlap.
    /// </param>
    /// <exception cref="ArgumentException">The tokens are no such sequence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public TextCorpus(Tensor tokens, int length, int stride = 1)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.NDim != 1 || !tokens.DType.IsInteger())
            throw new ArgumentException($"TextCorpus: tokens of {tokens.DType} and shape {tokens.Shape}; pass integers of one dimension", nameof(tokens));
        if (length < 1) throw new ArgumentOutOfRangeException(nameof(length), $"TextCorpus: length is {length}; a piece has at least 1 token");
        if (stride < 1) throw new ArgumentOutOfRangeException(nameof(stride), $"TextCorpus: stride is {stride}; use 1 for a piece at every place");
        if (tokens.Size(0) <= length)
            throw new ArgumentException(
                $"TextCorpus: {tokens.Size(0)} tokens for pieces of {length}, each with one that follows; pass more, or use a shorter length", nameof(tokens));
        (Tokens, Length, _stride) = (tokens, length, stride);
    }

    /// <summary>The whole sequence.</summary>
    public Tensor Tokens { get; }

    /// <summary>The number of tokens of a piece.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override int Count => (Tokens.Size(0) - Length - 1) / _stride + 1;

    /// <summary>A piece and what follows its tokens, as views.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of the index.</exception>
    public override (Tensor X, Tensor Y) this[int index]
    {
        get
        {
            CheckIndex(index);
            var start = index * _stride;
            return (Tokens.Narrow(0, start, Length), Tokens.Narrow(0, start + 1, Length));
        }
    }

    /// <summary>Several pieces and what follows their tokens, each (number of indices, length).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of an index.</exception>
    public (Tensor X, Tensor Y) GetBatch(ReadOnlySpan<int> indices)
    {
        foreach (var index in indices) CheckIndex(index);
        var rows = Tensor.From(indices);
        var used = Tokens.Size(0) - 1;
        return (Pieces(0), Pieces(1));

        Tensor Pieces(int start) => Tokens.Narrow(0, start, used).Unfold(0, Length, _stride).IndexSelect(0, rows);
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), $"TextCorpus: index {index} of {Count} pieces; use 0 to {Count - 1}");
    }
}
