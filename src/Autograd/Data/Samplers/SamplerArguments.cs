namespace Autograd.Data;

/// <summary>Checks the arguments of samplers.</summary>
internal static class SamplerArguments
{
    public static int NotNegative(string sampler, int count) => count >= 0
        ? count
        : throw new ArgumentOutOfRangeException(nameof(count), $"{sampler}: count is {count}; it must not be negative");

    public static int Positive(string sampler, int numSamples) => numSamples > 0
        ? numSamples
        : throw new ArgumentOutOfRangeException(nameof(numSamples), $"{sampler}: numSamples is {numSamples}; draw at least 1");
}
