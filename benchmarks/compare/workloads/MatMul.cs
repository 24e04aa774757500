namespace Autograd.Compare.Workloads;

/// <summary>
/// Products (m, k) x (k, n): square ones, transposed operands as in backward passes, the shapes of the notebooks, and
/// batches.
/// </summary>
internal static class MatMul
{
    public static IEnumerable<Row> Rows()
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            foreach (var n in (int[])[16, 32, 64, 128, 256, 512, 1024, 2048])
                yield return Product("a b", n, n, n, dtype);

            foreach (var (m, k, n) in Sizes.Products) yield return Product("a b", m, k, n, dtype);
            foreach (var (m, k, n) in Sizes.ProductsOfTransposed) yield return Product("aᵀ b", m, k, n, dtype);
            foreach (var (m, k, n) in Sizes.ProductsByTransposed) yield return Product("a bᵀ", m, k, n, dtype);
        }

        foreach (var n in (int[])[512, 1024, 2048])
            foreach (var row in (Row[])[.. TwoThreads(n, DType.Float32), .. TwoThreads(n, DType.Float64)])
                yield return row;

        foreach (var (batch, n) in ((int, int)[])[(64, 8), (64, 16), (32, 64)])
            yield return new($"{batch} products {n}x{n}x{n}, Float32", "numpy", 1, () =>
            {
                var random = new NumPyRandom(0);
                var (a, b) = (random.RandN([batch, n, n]).Float(), random.RandN([batch, n, n]).Float());
                return () => a.MatMul(b);
            });
    }

    private static IEnumerable<Row> TwoThreads(int n, DType dtype)
    {
        var name = $"a b, {n}x{n}x{n}, {dtype}, two threads";
        yield return Product("a b", n, n, n, dtype) with { Name = name, Against = "one thread", Goal = 1.8, Threads = 2 };
        yield return Product("a b", n, n, n, dtype) with { Name = name, Library = "one thread", Threads = 1 };
    }

    private static Row Product(string kind, int m, int k, int n, DType dtype) => new($"{kind}, {m}x{k}x{n}, {dtype}", "numpy", 1, () =>
    {
        var random = new NumPyRandom(0);
        var a = (kind.StartsWith("aᵀ") ? random.RandN([k, m]) : random.RandN([m, k])).To(dtype);
        var b = (kind.EndsWith("bᵀ") ? random.RandN([n, k]) : random.RandN([k, n])).To(dtype);
        return kind switch
        {
            "aᵀ b" => () => a.T.MatMul(b),
            "a bᵀ" => () => a.MatMul(b.T),
            _ => () => a.MatMul(b),
        };
    });
}
