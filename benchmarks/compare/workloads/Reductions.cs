namespace Autograd.Compare.Workloads;

/// <summary>Reductions over all elements, and over one dimension of a matrix.</summary>
static class Reductions
{
    public static IEnumerable<Row> Rows()
    {
        foreach (var (name, op) in ((string, Func<Tensor, Tensor>)[])
            [("sum", a => a.Sum()), ("mean", a => a.Mean()), ("max", a => a.Max())])
        {
            foreach (var (size, n) in Sizes.All)
                yield return new($"{name} of {size}", "torch", 1, () =>
                {
                    var a = Sizes.Normal(n);
                    return () => op(a);
                });
        }

        foreach (var (name, op) in ((string, Func<Tensor, int, Tensor>)[])
            [("sum", (a, dim) => a.Sum(dim)), ("mean", (a, dim) => a.Mean(dim)), ("max", (a, dim) => a.Max(dim).Values)])
        {
            foreach (var (rows, columns) in ((int, int)[])[(100, 50), (1000, 1000), (10_000, 100)])
            {
                for (var dim = 0; dim < 2; dim++)
                {
                    var along = dim;
                    yield return new($"{name} along {dim} of {rows} x {columns}", "torch", 1, () =>
                    {
                        var a = Sizes.Normal(rows, columns);
                        return () => op(a, along);
                    });
                }
            }
        }
    }
}
