namespace TorchSharpWorker.Workloads;

internal static class Elementwise
{
    public static IEnumerable<Row> Rows()
    {
        foreach (var (name, op) in ((string, Func<Tensor, Tensor, Tensor>)[])
            [("add", (a, b) => a + b), ("mul", (a, b) => a * b), ("relu", (a, _) => a.relu()), ("exp", (a, _) => a.exp()),
             ("log", (a, _) => a.log()), ("sin", (a, _) => a.sin()), ("erf", (a, _) => a.erf()), ("tanh", (a, _) => a.tanh()),
             ("sigmoid", (a, _) => a.sigmoid()), ("gelu", (a, _) => nn.functional.gelu(a))])
        {
            foreach (var (size, n) in Sizes.All)
                yield return LibtorchRow.Single($"{name} of {size}", () =>
                {
                    var (a, b) = (Data.Normal(n), Data.Normal(n));
                    if (name == "log") a.abs_();
                    return () => op(a, b);
                });
        }
    }
}
