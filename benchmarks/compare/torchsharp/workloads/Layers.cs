namespace TorchSharpWorker.Workloads;

internal static class Layers
{
    public static IEnumerable<Row> Rows()
    {
        foreach (var (rows, columns) in ((int, int)[])[(100, 10), (599, 4), (128, 768), (1000, 1000), (100, 10_000)])
        {
            yield return LibtorchRow.Single($"softmax of {rows} x {columns}", () =>
            {
                var x = Data.Normal(rows, columns);
                return () => x.softmax(1);
            });
            yield return LibtorchRow.Scoped($"log-softmax and NLL of {rows} x {columns}", () =>
            {
                var (x, classes) = (Data.Normal(rows, columns), randint(0, columns, rows));
                return () => nn.functional.nll_loss(x.log_softmax(1), classes);
            });
            yield return LibtorchRow.Scoped($"log-softmax and NLL of {rows} x {columns}, with backward", () =>
            {
                var (x, classes) = (Data.Leaf(rows, columns), randint(0, columns, rows));
                return () =>
                {
                    x.grad = null;
                    nn.functional.nll_loss(x.log_softmax(1), classes).backward();
                    return x.grad!;
                };
            });
        }

        foreach (var (rows, columns) in ((int, int)[])[(32, 64), (128, 768), (1000, 1000), (100, 10_000)])
        {
            yield return LibtorchRow.Single($"layer norm of {rows} x {columns}", () =>
            {
                var (x, w, b) = (Data.Normal(rows, columns), Data.Normal(columns), Data.Normal(columns));
                return () => nn.functional.layer_norm(x, [columns], w, b);
            });
            yield return LibtorchRow.Scoped($"layer norm of {rows} x {columns}, with backward", () =>
            {
                var (x, w, b, grad) = (Data.Leaf(rows, columns), Data.Leaf(columns), Data.Leaf(columns), Data.Normal(rows, columns));
                return Step(x, w, b, () => nn.functional.layer_norm(x, [columns], w, b), grad, w);
            });
        }

        foreach (var row in Norms()) yield return row;
        yield return LibtorchRow.Scoped("bilinear interpolation of 16 x 64 x 28 x 28 to twice, with backward", () =>
        {
            var (x, grad) = (Data.Leaf(16, 64, 28, 28), Data.Normal(16, 64, 56, 56));
            return () =>
            {
                x.grad = null;
                nn.functional.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Bilinear, align_corners: false).backward([grad]);
                return x.grad!;
            };
        });

        foreach (var (rows, columns) in ((int, int)[])[(100, 50), (1000, 1000), (60_000, 50)])
        {
            yield return LibtorchRow.Single($"bias added to {rows} x {columns}", () =>
            {
                var (x, b) = (Data.Normal(rows, columns), Data.Normal(columns));
                return () => x + b;
            });
        }

        foreach (var (count, vocabulary, width) in ((int, int, int)[])[(599, 4, 2), (1024, 1000, 64), (8192, 50_000, 128)])
        {
            yield return LibtorchRow.Single($"embedding, {count} of {vocabulary} x {width}", () =>
            {
                var table = nn.Embedding_from_pretrained(Data.Normal(vocabulary, width), freeze: true);
                var index = Data.Index(count, vocabulary, width);
                return () => table.call(index);
            });
            yield return LibtorchRow.Scoped($"embedding, {count} of {vocabulary} x {width}, with backward", () =>
            {
                var table = nn.Embedding_from_pretrained(Data.Normal(vocabulary, width), freeze: false);
                var (index, grad) = (Data.Index(count, vocabulary, width), Data.Normal(count, width));
                return () =>
                {
                    table.weight!.grad = null;
                    table.call(index).backward([grad]);
                    return table.weight!.grad!;
                };
            });
        }
    }

    private static IEnumerable<Row> Norms()
    {
        foreach (var shape in (long[][])[[128, 256], [64, 64, 28, 28], [16, 256, 14, 14]])
        {
            var text = string.Join(" x ", shape);
            yield return LibtorchRow.Scoped($"batch norm of {text}, with backward",
                () => NormBackward(shape, (x, w, b) => nn.functional.batch_norm(x, null!, null!, w, b, training: true)));
            yield return LibtorchRow.Single($"batch norm of {text}, evaluation", () =>
            {
                var (x, w, b) = (Data.Normal(shape), Data.Normal(shape[1]), Data.Normal(shape[1]));
                var (mean, variance) = (Data.Normal(shape[1]), Data.Normal(shape[1]).square());
                return () => nn.functional.batch_norm(x, mean, variance, w, b);
            });
        }

        yield return LibtorchRow.Scoped("group norm of 64 x 64 x 28 x 28 in 8 groups, with backward",
            () => NormBackward([64, 64, 28, 28], (x, w, b) => nn.functional.group_norm(x, 8, w, b)));
        yield return LibtorchRow.Scoped("instance norm of 64 x 64 x 28 x 28, with backward",
            () => NormBackward([64, 64, 28, 28], (x, w, b) => nn.functional.instance_norm(x, weight: w, bias: b)));
    }

    private static Func<Tensor> NormBackward(long[] shape, Func<Tensor, Tensor, Tensor, Tensor> norm)
    {
        var (x, w, b, grad) = (Data.Leaf(shape), Data.Leaf(shape[1]), Data.Leaf(shape[1]), Data.Normal(shape).square());
        return Step(x, w, b, () => norm(x, w, b), grad, x);
    }

    private static Func<Tensor> Step(Tensor x, Tensor w, Tensor b, Func<Tensor> forward, Tensor grad, Tensor result) => () =>
    {
        x.grad = w.grad = b.grad = null;
        forward().backward([grad]);
        return result.grad!;
    };
}
