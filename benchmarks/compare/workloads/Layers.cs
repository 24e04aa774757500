using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// Softmax, its loss, normalizations, interpolation, the addition of a bias, embeddings: forward, or forward and backward if the name says
/// so.
/// </summary>
internal static class Layers
{
    public static IEnumerable<Row> Rows()
    {
        foreach (var (rows, columns) in ((int, int)[])[(100, 10), (599, 4), (128, 768), (1000, 1000), (100, 10_000)])
        {
            yield return new($"softmax of {rows} x {columns}", "torch", 1, () => Of(Sizes.Normal(rows, columns), x => x.Softmax(dim: 1)));
            yield return new($"log-softmax and NLL of {rows} x {columns}", "torch", 1, () => Loss(rows, columns));
            yield return new($"log-softmax and NLL of {rows} x {columns}, with backward", "torch", 1, () => LossBackward(rows, columns));
        }

        foreach (var (rows, columns) in ((int, int)[])[(32, 64), (128, 768), (1000, 1000), (100, 10_000)])
        {
            yield return new($"layer norm of {rows} x {columns}", "torch", 1, () =>
            {
                var (x, w, b) = (Sizes.Normal(rows, columns), Sizes.Normal(columns), Sizes.Normal(columns));
                return () => F.LayerNorm(x, [columns], w, b);
            });
            yield return new($"layer norm of {rows} x {columns}, with backward", "torch", 1, () => LayerNormBackward(rows, columns));
        }

        foreach (var shape in (int[][])[[128, 256], [64, 64, 28, 28], [16, 256, 14, 14]])
        {
            yield return new(
                $"batch norm of {string.Join(" x ", shape)}, with backward", "torch", 1,
                () => NormBackward(shape, (x, w, b) => F.BatchNorm(x, null, null, w, b, training: true)));
            yield return new($"batch norm of {string.Join(" x ", shape)}, evaluation", "torch", 1, () =>
            {
                var (x, w, b) = (Sizes.Normal(shape), Sizes.Normal(shape[1]), Sizes.Normal(shape[1]));
                var (mean, variance) = (Sizes.Normal(shape[1]), Sizes.Normal(shape[1]).Square());
                return () => F.BatchNorm(x, mean, variance, w, b);
            });
        }

        yield return new(
            "group norm of 64 x 64 x 28 x 28 in 8 groups, with backward", "torch", 1,
            () => NormBackward([64, 64, 28, 28], (x, w, b) => F.GroupNorm(x, 8, w, b)));
        yield return new(
            "instance norm of 64 x 64 x 28 x 28, with backward", "torch", 1,
            () => NormBackward([64, 64, 28, 28], (x, w, b) => F.InstanceNorm(x, weight: w, bias: b)));
        yield return new("bilinear interpolation of 16 x 64 x 28 x 28 to twice, with backward", "torch", 1, () =>
        {
            var (x, grad) = (Sizes.Normal(16, 64, 28, 28), Sizes.Normal(16, 64, 56, 56));
            x.RequiresGrad = true;
            return () =>
            {
                x.ZeroGrad();
                F.Interpolate(x, scaleFactor: 2, mode: InterpolateMode.Bilinear).Backward(grad);
                return x.Grad!;
            };
        });

        foreach (var (rows, columns) in ((int, int)[])[(100, 50), (1000, 1000), (60_000, 50)])
        {
            yield return new($"bias added to {rows} x {columns}", "torch", 1, () =>
            {
                var (x, b) = (Sizes.Normal(rows, columns), Sizes.Normal(columns));
                return () => x + b;
            });
        }

        foreach (var (count, vocabulary, width) in ((int, int, int)[])[(599, 4, 2), (1024, 1000, 64), (8192, 50_000, 128)])
        {
            yield return new($"embedding, {count} of {vocabulary} x {width}", "torch", 1, () =>
            {
                var (table, index) = (Sizes.Normal(vocabulary, width), Tensor.RandInt(0, vocabulary, [count]));
                return () => F.Embedding(index, table);
            });
            yield return new($"embedding, {count} of {vocabulary} x {width}, with backward", "torch", 1, () =>
            {
                var (table, index) = (Sizes.Normal(vocabulary, width), Tensor.RandInt(0, vocabulary, [count]));
                var grad = Sizes.Normal(count, width);
                table.RequiresGrad = true;
                return () =>
                {
                    table.ZeroGrad();
                    F.Embedding(index, table).Backward(grad);
                    return table.Grad!;
                };
            });
        }
    }

    private static Func<object> Of(Tensor x, Func<Tensor, Tensor> op) => () => op(x);

    private static Func<object> Loss(int rows, int columns)
    {
        var (x, classes) = (Sizes.Normal(rows, columns), Tensor.RandInt(0, columns, [rows]));
        return () => F.NllLoss(x.LogSoftmax(dim: 1), classes);
    }

    private static Func<object> LayerNormBackward(int rows, int columns)
    {
        var (x, w, b) = (Sizes.Normal(rows, columns), Sizes.Normal(columns), Sizes.Normal(columns));
        var grad = Sizes.Normal(rows, columns);
        Tensor[] leaves = [x, w, b];
        foreach (var leaf in leaves) leaf.RequiresGrad = true;
        return () =>
        {
            foreach (var leaf in leaves) leaf.ZeroGrad();
            F.LayerNorm(x, [columns], w, b).Backward(grad);
            return w.Grad!;
        };
    }

    private static Func<object> NormBackward(int[] shape, Func<Tensor, Tensor, Tensor, Tensor> norm)
    {
        var (x, w, b) = (Sizes.Normal(shape), Sizes.Normal(shape[1]), Sizes.Normal(shape[1]));

        // A gradient that is a multiple of the input would give the input no gradient but rounding errors.
        var grad = Sizes.Normal(shape).Square();
        Tensor[] leaves = [x, w, b];
        foreach (var leaf in leaves) leaf.RequiresGrad = true;
        return () =>
        {
            foreach (var leaf in leaves) leaf.ZeroGrad();
            norm(x, w, b).Backward(grad);
            return x.Grad!;
        };
    }

    private static Func<object> LossBackward(int rows, int columns)
    {
        var (x, classes) = (Sizes.Normal(rows, columns), Tensor.RandInt(0, columns, [rows]));
        x.RequiresGrad = true;
        return () =>
        {
            x.ZeroGrad();
            F.NllLoss(x.LogSoftmax(dim: 1), classes).Backward();
            return x.Grad!;
        };
    }
}
