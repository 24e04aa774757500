using Autograd.NN;

namespace Autograd.Tests.Kernels;

/// <summary>Kernels that save memory or calls compute, to the bit and at every width, what the longer way computes.</summary>
internal sealed class ShortcutTests(int width) : AtEveryWidth(width)
{
    [Test]
    public void Batch_norm_of_a_matrix_is_that_of_its_transpose(
        [Values(2, 7, 128, 300)] int samples, [Values(1, 5, 130, 256)] int channels, [Values] bool isDouble, [Values] bool isAffine)
    {
        var dtype = isDouble ? DType.Float64 : DType.Float32;
        var (x, grad, w, b) = (Numbers(1, samples, channels), Numbers(2, samples, channels), Numbers(3, channels), Numbers(4, channels));

        // A mean that is large beside the deviation is computed in Float64.
        x = x + (1000 * w - 1000);
        var rows = Run(x.To(dtype), grad.To(dtype));
        var columns = Run(x.T.Unsqueeze(0).To(dtype), grad.T.Unsqueeze(0).To(dtype));
        Assert.That(columns[0].Squeeze(0).T.Equal(rows[0]), "result");
        Assert.That(columns[1].Squeeze(0).T.Equal(rows[1]), "gradient of the input");
        for (var i = 2; i < rows.Length; i++) Assert.That(columns[i].Equal(rows[i]), i == 2 ? "gradient of the weight" : "gradient of the bias");

        Tensor[] Run(Tensor input, Tensor given)
        {
            Tensor[] leaves = isAffine ? [input, w.To(dtype), b.To(dtype)] : [input];
            leaves = [.. leaves.Select(leaf => leaf.Detach().Clone())];
            foreach (var leaf in leaves) leaf.RequiresGrad = true;
            var y = F.BatchNorm(leaves[0], null, null, isAffine ? leaves[1] : null, isAffine ? leaves[2] : null, training: true);
            y.Backward(given);
            return [y.Detach(), .. leaves.Select(leaf => leaf.Grad!)];
        }
    }

    [Test]
    public void Norms_are_roots_of_sums_of_squares([Values(1000, 1024, 4096, 4097, 20_001, 300_000)] int count, [Values] bool isDouble)
    {
        var x = Numbers(5, count).To(isDouble ? DType.Float64 : DType.Float32);
        Assert.That(x.Norm().Equal(x.Square().Sum().Sqrt()));
        Assert.That(x.Norm(2, [], keepDim: true).Shape.ToArray(), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void A_row_added_to_all_is_added_to_each([Values(1, 2, 33, 700)] int rows, [Values(32, 33, 100, 256, 257)] int columns)
    {
        var (x, row) = (Numbers(6, rows, columns), Numbers(7, columns));
        var expected = Tensor.Stack([.. Enumerable.Range(0, rows).Select(i => x[i] - row)]);
        Assert.That((x - row).Equal(expected));
        Assert.That((row - x).Equal(-expected));
        Assert.That((x.Double() / row.Double()).Equal(Tensor.Stack([.. Enumerable.Range(0, rows).Select(i => x[i].Double() / row.Double())])));
    }

    [Test]
    public void Rows_are_padded_and_split_into_phases(
        [Values(1, 2, 3, 4)] int stride, [Values(0, 1, 3, 5)] int padding, [Values(1, 7, 14, 16, 17, 28, 31, 32, 40)] int size)
    {
        // A kernel that is 1 at one place reads the padded input back.
        const int Kernel = 3;
        if (size + 2 * padding < Kernel) return;
        var x = Numbers(8, 2, 3, size, size);
        var padded = F.Pad(x, [padding, padding, padding, padding]);
        var places = Tensor.Arange((size + 2 * padding - Kernel) / stride + 1) * stride;
        for (var tap = 0; tap < Kernel * Kernel; tap++)
        {
            var (row, column) = (tap / Kernel, tap % Kernel);
            var expected = padded.IndexSelect(2, places + row).IndexSelect(3, places + column);
            var (each, all) = (Tensor.Zeros(3, 1, Kernel, Kernel), Tensor.Zeros(3, 3, Kernel, Kernel));
            each[.., 0, row, column] = 1;
            all[.., .., row, column] = Tensor.Eye(3);
            Assert.That(F.Conv2d(x, each, stride: stride, padding: padding, groups: 3).Equal(expected), $"tap {tap}, depthwise");
            Assert.That(F.Conv2d(x, all, stride: stride, padding: padding).Equal(expected), $"tap {tap}");
        }
    }

    private static Tensor Numbers(int seed, params int[] shape) => Tensor.RandN(shape, generator: new Generator(seed));
}
