namespace Autograd.Data;

/// <summary>Given indices in random order. <c>torch.utils.data.SubsetRandomSampler</c>.</summary>
public sealed class SubsetRandomSampler : Sampler<int>
{
    private readonly int[] _indices;

    /// <summary>Makes a sampler.</summary>
    /// <param name="indices">The indices; each is taken once in a pass.</param>
    /// <param name="generator">What draws the order, by <c>randperm</c>; null for the default one.</param>
    public SubsetRandomSampler(IEnumerable<int> indices, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(indices);
        _indices = [.. indices];
        Generator = generator;
    }

    /// <inheritdoc/>
    public override int Count => _indices.Length;

    /// <inheritdoc/>
    public override Generator? Generator { get; }

    /// <inheritdoc/>
    public override IEnumerator<int> GetEnumerator()
    {
        var order = new int[_indices.Length];
        (Generator ?? Generator.Default).RandPerm(order.AsSpan());
        foreach (var i in order) yield return _indices[i];
    }
}
