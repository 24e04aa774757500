namespace Autograd.Compare.Workloads;

/// <summary>The numbers of elements for which operations are measured.</summary>
internal static class Sizes
{
    public static (string Name, int Count)[] All { get; } =
        [("1", 1), ("100", 100), ("1K", 1000), ("10K", 10_000), ("100K", 100_000), ("1M", 1_000_000), ("10M", 10_000_000)];

    /// <summary>The sizes m, k, n of products a b, beside squares: of the notebooks and of larger nets.</summary>
    public static (int M, int K, int N)[] Products { get; } =
    [
        (100, 784, 50), (100, 50, 10), (100, 32, 100), (30, 2, 10), (599, 4, 2), (1, 50, 50), (128, 512, 512), (128, 1024, 1024), (64, 768, 3072),
    ];

    /// <summary>Those of products aᵀ b, as for gradients of weights.</summary>
    public static (int M, int K, int N)[] ProductsOfTransposed { get; } =
        [(784, 100, 50), (50, 1, 50), (4, 599, 2), (64, 64, 64), (256, 256, 256), (1024, 1024, 1024)];

    /// <summary>Those of products a bᵀ, as in a linear layer.</summary>
    public static (int M, int K, int N)[] ProductsByTransposed { get; } =
        [(100, 50, 784), (1, 50, 50), (599, 2, 4), (64, 64, 64), (256, 256, 256), (1024, 1024, 1024)];

    /// <summary>The numbers of torch.randn after torch.manual_seed(0).</summary>
    public static Tensor Normal(params ReadOnlySpan<int> shape)
    {
        Generator.ManualSeed(0);
        return Tensor.RandN(shape);
    }
}
