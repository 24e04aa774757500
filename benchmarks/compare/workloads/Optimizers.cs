using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>One update of a single large parameter, or of a million numbers in 20 parameters, whose gradients are given.</summary>
internal static class Optimizers
{
    private static readonly (string Name, Func<Tensor[], Optimizer> Make)[] All =
    [
        ("SGD", p => new SGD(p, lr: 1e-3)), ("SGD with momentum", p => new SGD(p, lr: 1e-3, momentum: 0.9)),
        ("Adam", p => new Adam(p)), ("Adam with amsgrad", p => new Adam(p, amsgrad: true)), ("AdamW", p => new AdamW(p)),
        ("Adamax", p => new Adamax(p)), ("NAdam", p => new NAdam(p)), ("RAdam", p => new RAdam(p)), ("RMSprop", p => new RMSprop(p)),
        ("RMSprop centered with momentum", p => new RMSprop(p, momentum: 0.9, centered: true)), ("Adagrad", p => new Adagrad(p)),
        ("Adadelta", p => new Adadelta(p)), ("ASGD", p => new ASGD(p)), ("Rprop", p => new Rprop(p)),
    ];

    public static IEnumerable<Row> Rows()
    {
        foreach (var (name, make) in All) yield return new($"{name} on 20 x 50K", "torch", 2, () => StepOfMany(make));
        yield return new("norm of 20 x 50K clipped", "torch", 2, Clip);
        foreach (var (size, n) in ((string, int)[])[("1M", 1_000_000), ("10M", 10_000_000)])
        {
            yield return new($"Adam on {size}", "torch", 1.5, () => Step(n, parameter => new Adam([parameter])));
            yield return new($"SGD on {size}", "torch", 1.5, () => Step(n, parameter => new SGD([parameter], lr: 1e-3)));
            yield return new($"SGD with momentum on {size}", "torch", 1.5, () => Step(n, p => new SGD([p], lr: 1e-3, momentum: 0.9)));
        }
    }

    private static Func<object> Step(int n, Func<Tensor, Optimizer> optimizerOf)
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

    private static Tensor[] Many() => [.. Enumerable.Range(0, 20).Select(_ =>
    {
        var parameter = Parameter.From(Sizes.Normal(250, 200));
        parameter.Grad = Sizes.Normal(250, 200);
        return parameter;
    })];

    private static Func<object> StepOfMany(Func<Tensor[], Optimizer> make)
    {
        var parameters = Many();
        var optimizer = make(parameters);
        return () =>
        {
            optimizer.Step();
            return parameters[0];
        };
    }

    private static Func<object> Clip()
    {
        var parameters = Many();
        return () =>
        {
            Utils.ClipGradNorm(parameters, 10);
            return parameters[0].Grad!;
        };
    }
}
