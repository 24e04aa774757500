namespace Autograd.Compare.Workloads;

/// <summary>Elementwise operations without a graph, each with a new result.</summary>
internal static class Elementwise
{
    public static IEnumerable<Row> Rows()
    {
        foreach (var (name, op) in ((string, Func<Tensor, Tensor, Tensor>)[])
            [("add", (a, b) => a + b), ("mul", (a, b) => a * b), ("relu", (a, _) => a.Relu()), ("exp", (a, _) => a.Exp()),
             ("log", (a, _) => a.Log()), ("sin", (a, _) => a.Sin()), ("erf", (a, _) => a.Erf()), ("tanh", (a, _) => a.Tanh()), ("sigmoid", (a, _) => a.Sigmoid()), ("gelu", (a, _) => a.Gelu())])
        {
            foreach (var (size, n) in Sizes.All)
                yield return new($"{name} of {size}", "torch", 1, () =>
                {
                    var (a, b) = (Sizes.Normal(n), Sizes.Normal(n));
                    if (name == "log") a = a.Abs();
                    return () => op(a, b);
                });
        }
    }
}
