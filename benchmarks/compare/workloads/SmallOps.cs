namespace Autograd.Compare.Workloads;

/// <summary>
/// The overhead of an operation, on so few numbers that the arithmetic does not count. Chains of 100; times are per
/// operation.
/// </summary>
static class SmallOps
{
    const int Chain = 100;

    public static IEnumerable<Row> Rows()
    {
        foreach (var n in (int[])[1, 16, 64])
        {
            foreach (var (name, op) in ((string, Func<Tensor, Tensor, Tensor>)[])
                [("add", (y, w) => y + w), ("mul", (y, w) => y * w), ("tanh", (y, _) => y.Tanh())])
            {
                yield return new($"{name} of {n}, forward with graph", "torch", 20, () => Forward(n, op)) { Operations = Chain };
                yield return new($"{name} of {n}, forward and backward", "torch", 20, () => Backward(n, op)) { Operations = Chain };
            }
        }
    }

    static Func<object> Forward(int n, Func<Tensor, Tensor, Tensor> op)
    {
        var (x, w) = (Tensor.Full([n], 0.5, requiresGrad: true), Tensor.Full([n], 1.001));
        return () =>
        {
            var y = x;
            for (var i = 0; i < Chain; i++) y = op(y, w);
            return y;
        };
    }

    static Func<object> Backward(int n, Func<Tensor, Tensor, Tensor> op)
    {
        var (x, w) = (Tensor.Full([n], 0.5, requiresGrad: true), Tensor.Full([n], 1.001));
        return () =>
        {
            x.ZeroGrad();
            var y = x;
            for (var i = 0; i < Chain; i++) y = op(y, w);
            y.Sum().Backward();
            return x.Grad!;
        };
    }
}
