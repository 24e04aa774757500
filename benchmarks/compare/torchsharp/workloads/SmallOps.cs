namespace TorchSharpWorker.Workloads;

internal static class SmallOps
{
    private const int Chain = 100;

    public static IEnumerable<Row> Rows()
    {
        foreach (var n in (int[])[1, 16, 64])
        {
            foreach (var (name, op) in ((string, Func<Tensor, Tensor, Tensor>)[])
                [("add", (y, w) => y + w), ("mul", (y, w) => y * w), ("tanh", (y, _) => y.tanh())])
            {
                yield return LibtorchRow.Scoped($"{name} of {n}, forward with graph", () => Forward(n, op)) with { Operations = Chain };
                yield return LibtorchRow.Scoped($"{name} of {n}, forward and backward", () => Backward(n, op)) with { Operations = Chain };
            }
        }
    }

    private static Func<Tensor> Forward(int n, Func<Tensor, Tensor, Tensor> op)
    {
        var (x, w) = (full(n, 0.5f, requires_grad: true), full(n, 1.001f));
        return () => Through(x, w, op);
    }

    private static Func<Tensor> Backward(int n, Func<Tensor, Tensor, Tensor> op)
    {
        var (x, w) = (full(n, 0.5f, requires_grad: true), full(n, 1.001f));
        return () =>
        {
            x.grad = null;
            Through(x, w, op).sum().backward();
            return x.grad!;
        };
    }

    private static Tensor Through(Tensor x, Tensor w, Func<Tensor, Tensor, Tensor> op)
    {
        for (var i = 0; i < Chain; i++) x = op(x, w);
        return x;
    }
}
