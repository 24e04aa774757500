namespace TorchSharpWorker.Workloads;

internal static class Optimizers
{
    private static readonly (string Name, Func<Parameter[], optim.Optimizer> Make)[] _all =
    [
        ("SGD", p => optim.SGD(p, 1e-3)), ("SGD with momentum", p => optim.SGD(p, 1e-3, momentum: 0.9)),
        ("Adam", p => optim.Adam(p)), ("Adam with amsgrad", p => optim.Adam(p, amsgrad: true)),
        ("AdamW", p => optim.AdamW(p, weight_decay: 0.01)), ("Adamax", p => optim.Adamax(p)), ("NAdam", p => optim.NAdam(p)),
        ("RAdam", p => optim.RAdam(p, lr: 1e-3)), ("RMSprop", p => optim.RMSProp(p)),
        ("RMSprop centered with momentum", p => optim.RMSProp(p, momentum: 0.9, centered: true)), ("Adagrad", p => optim.Adagrad(p)),
        ("Adadelta", p => optim.Adadelta(p)), ("ASGD", p => optim.ASGD(p, lr: 0.01)), ("Rprop", p => optim.Rprop(p)),
    ];

    public static IEnumerable<Row> Rows()
    {
        foreach (var (name, make) in _all) yield return LibtorchRow.Scoped($"{name} on 20 x 50K", () => StepOf(Many(), make));
        yield return LibtorchRow.Scoped("norm of 20 x 50K clipped", () =>
        {
            var parameters = Many();
            return () =>
            {
                nn.utils.clip_grad_norm_(parameters, 10);
                return parameters[0].grad!;
            };
        });
        foreach (var (size, n) in ((string, int)[])[("1M", 1_000_000), ("10M", 10_000_000)])
        {
            yield return LibtorchRow.Scoped($"Adam on {size}", () => StepOf([Given(n)], p => optim.Adam(p)));
            yield return LibtorchRow.Scoped($"SGD on {size}", () => StepOf([Given(n)], p => optim.SGD(p, 1e-3)));
            yield return LibtorchRow.Scoped($"SGD with momentum on {size}", () => StepOf([Given(n)], p => optim.SGD(p, 1e-3, momentum: 0.9)));
        }
    }

    private static Parameter[] Many() => [.. Enumerable.Range(0, 20).Select(_ => Given(250, 200))];

    /// <summary>A parameter that has a gradient.</summary>
    private static Parameter Given(params long[] shape) => new(Data.Normal(shape)) { grad = Data.Normal(shape) };

    private static Func<Tensor> StepOf(Parameter[] parameters, Func<Parameter[], optim.Optimizer> make)
    {
        var optimizer = make(parameters);
        return () =>
        {
            optimizer.step();
            return parameters[0].detach();
        };
    }
}
