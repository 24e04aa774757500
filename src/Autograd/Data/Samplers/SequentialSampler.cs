namespace Autograd.Data;

/// <summary>The indices 0, 1, …, n − 1. <c>torch.utils.data.SequentialSampler</c>.</summary>
/// <param name="count">The number n of samples.</param>
public sealed class SequentialSampler(int count) : Sampler<int>
{
    /// <inheritdoc/>
    public override int Count { get; } = SamplerArguments.NotNegative("SequentialSampler", count);

    /// <inheritdoc/>
    public override IEnumerator<int> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return i;
    }
}
