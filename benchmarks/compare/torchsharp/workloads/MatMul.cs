using Autograd;

namespace TorchSharpWorker.Workloads;

internal static class MatMul
{
    public static IEnumerable<Row> Rows()
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            foreach (var n in (int[])[16, 32, 64, 128, 256, 512, 1024, 2048]) yield return Product("a b", n, n, n, dtype);
            foreach (var (m, k, n) in Sizes.Products) yield return Product("a b", m, k, n, dtype);
            foreach (var (m, k, n) in Sizes.ProductsOfTransposed) yield return Product("aᵀ b", m, k, n, dtype);
            foreach (var (m, k, n) in Sizes.ProductsByTransposed) yield return Product("a bᵀ", m, k, n, dtype);
        }

        foreach (var (batch, n) in ((int, int)[])[(64, 8), (64, 16), (32, 64)])
            yield return LibtorchRow.Single($"{batch} products {n}x{n}x{n}, Float32", () =>
            {
                var random = new NumPyRandom(0);
                var (a, b) = (Data.Copy(random.RandN([batch, n, n]).Float()), Data.Copy(random.RandN([batch, n, n]).Float()));
                return () => a.matmul(b);
            });
    }

    private static Row Product(string kind, int m, int k, int n, DType dtype) => LibtorchRow.Single($"{kind}, {m}x{k}x{n}, {dtype}", () =>
    {
        var random = new NumPyRandom(0);
        var a = Data.Copy((kind == "aᵀ b" ? random.RandN([k, m]) : random.RandN([m, k])).To(dtype));
        var b = Data.Copy((kind == "a bᵀ" ? random.RandN([n, k]) : random.RandN([k, n])).To(dtype));
        return kind switch
        {
            "aᵀ b" => () => OfTransposed(a, b),
            "a bᵀ" => () => ByTransposed(a, b),
            _ => () => a.matmul(b),
        };
    });

    private static Tensor OfTransposed(Tensor a, Tensor b)
    {
        using var transposed = a.t();
        return transposed.matmul(b);
    }

    private static Tensor ByTransposed(Tensor a, Tensor b)
    {
        using var transposed = b.t();
        return a.matmul(transposed);
    }
}
