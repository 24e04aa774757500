namespace TorchSharpWorker.Workloads;

internal static class Reductions
{
    public static IEnumerable<Row> Rows()
    {
        foreach (var (name, op) in ((string, Func<Tensor, Tensor>)[])
            [("sum", a => a.sum()), ("mean", a => a.mean()), ("max", a => a.max())])
        {
            foreach (var (size, n) in Sizes.All)
                yield return LibtorchRow.Single($"{name} of {size}", () =>
                {
                    var a = Data.Normal(n);
                    return () => op(a);
                });
        }

        foreach (var (name, op) in ((string, Func<Tensor, long, Tensor>)[])
            [("sum", (a, dim) => a.sum(dim)), ("mean", (a, dim) => a.mean([dim])), ("max", Maxima)])
        {
            foreach (var (rows, columns) in ((int, int)[])[(100, 50), (1000, 1000), (10_000, 100)])
            {
                for (var dim = 0; dim < 2; dim++)
                {
                    var along = dim;
                    yield return LibtorchRow.Single($"{name} along {dim} of {rows} x {columns}", () =>
                    {
                        var a = Data.Normal(rows, columns);
                        return () => op(a, along);
                    });
                }
            }
        }
    }

    private static Tensor Maxima(Tensor a, long dim)
    {
        var (values, indexes) = a.max(dim);
        indexes.Dispose();
        return values;
    }
}
