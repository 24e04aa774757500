using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>One update of a single large parameter, whose gradient is given.</summary>
static class Optimizers
{
    public static IEnumerable<Row> Rows()
    {
        foreach (var (size, n) in ((string, int)[])[("1M", 1_000_000), ("10M", 10_000_000)])
        {
            yield return new($"Adam on {size}", "torch", 1.5, () => Step(n, parameter => new Adam([parameter])));
            yield return new($"SGD on {size}", "torch", 1.5, () => Step(n, parameter => new SGD([parameter], lr: 1e-3)));
            yield return new($"SGD with momentum on {size}", "torch", 1.5, () => Step(n, p => new SGD([p], lr: 1e-3, momentum: 0.9)));
        }
    }

    static Func<object> Step(int n, Func<Tensor, Optimizer> optimizerOf)
    {
        var parameter = Parameter.From(Sizes.Normal(n));
        parameter.Grad = Sizes.Normal(n);
        var optimizer = optimizerOf(parameter);
        return () =>
        {
            optimizer.Step();
            return parameter;
        };
    }
}
