namespace Autograd.Compare.Workloads;

/// <summary>The numbers of elements for which operations are measured.</summary>
static class Sizes
{
    public static (string Name, int Count)[] All { get; } =
        [("1", 1), ("100", 100), ("1K", 1000), ("10K", 10_000), ("100K", 100_000), ("1M", 1_000_000), ("10M", 10_000_000)];

    /// <summary>The numbers of torch.randn after torch.manual_seed(0).</summary>
    public static Tensor Normal(params ReadOnlySpan<int> shape)
    {
        Generator.ManualSeed(0);
        return Tensor.RandN(shape);
    }
}
