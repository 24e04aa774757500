using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>Sums over so many rows of Float32 that adding them one after the other would lose every digit from the third on.</summary>
public class ManyRowsTests
{
    private const int Rows = 400_000;

    private static readonly double Expected = Rows * (double)0.1f;

    [Test]
    public void Gradients_of_a_bias()
    {
        var (x, bias) = (Tensor.Zeros(Rows, 1), Tensor.Zeros(3));
        bias.RequiresGrad = true;
        F.Linear(x, Tensor.Zeros(3, 1), bias).Backward(Tensor.Full(Shape.Create(Rows, 3), 0.1f));
        AssertAll(bias.Grad!);

        bias.Grad = null;
        (Tensor.Zeros(Rows, 3) + bias).Backward(Tensor.Full(Shape.Create(Rows, 3), 0.1f));
        AssertAll(bias.Grad!);

        // Added to what is there.
        bias.Grad = Tensor.Zeros(3);
        var seed = Tensor.Full(Shape.Create(Rows / 2, 3), 0.1f);
        var weight = Tensor.Zeros(3, 1);
        (F.Linear(x[..(Rows / 2)], weight, bias) + F.Linear(x[(Rows / 2)..], weight, bias)).Backward(seed);
        AssertAll(bias.Grad!);
    }

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(20)]
    [TestCase(40)]
    public void Column_sums(int columns)
    {
        var x = Tensor.Full(Shape.Create(Rows, columns), 0.1f);
        AssertAll(x.Sum(0));
        AssertAll(x.Mean(0) * Rows);
        AssertAll(x.Unsqueeze(0).Expand(2, -1, -1).Sum(1));
        AssertAll(x.T.Sum(1));
        AssertAll(x.CumSum(0)[^1]);
        AssertAll((x.LogSumExp(0) - 0.1f).Exp() / Rows * Expected);
        AssertAll(x.Softmax(0)[0] * Rows * Expected, 2e-6);
        AssertAll(x.Norm(1, 0));
        AssertAll(x.NanSum(0));
    }

    [Test]
    public void Softmax_of_columns_with_one_number_above_the_others()
    {
        var x = Tensor.Zeros(Rows, 3);
        x[0] = 0.5f;
        var share = x.Softmax(0)[1];
        AssertAll(share * ((Rows - 1 + Math.Exp(0.5)) * Expected));

        // A Float32 near 13 is known to half a millionth.
        AssertAll((x.LogSumExp(0) - Math.Log(Rows - 1 + Math.Exp(0.5)) + 1) * Expected, 2e-6);
    }

    [Test]
    public void Layer_normalization()
    {
        var (weight, bias) = (Tensor.Ones(3), Tensor.Zeros(3));
        weight.RequiresGrad = bias.RequiresGrad = true;
        var x = Tensor.From([1f, 0, -1]).Expand(Rows, 3).Contiguous();
        F.LayerNorm(x, Shape.Create(3), weight, bias).Backward(Tensor.Full(Shape.Create(Rows, 3), 0.1f));
        AssertAll(bias.Grad!);
        Assert.That(weight.Grad![0].Item(), Is.EqualTo(
            Expected / Math.Sqrt(2.0 / 3 + 1e-5)).Within(1.2e-6 * Expected));
    }

    [TestCase(3)]
    [TestCase(20)]
    public void Scattered_sums(int columns)
    {
        var index = Tensor.Zeros(Shape.Create(Rows), DType.Int64);
        var source = Tensor.Full(Shape.Create(Rows, columns), 0.1f);
        AssertAll(Tensor.Zeros(2, columns).IndexAdd(0, index, source)[0]);
        AssertAll(Tensor.Zeros(2, columns).ScatterAdd(0, index.Unsqueeze(1).Expand(Rows, columns), source)[0]);
        var table = Tensor.Zeros(2, columns);
        table.RequiresGrad = true;
        F.Embedding(index, table).Backward(source);
        AssertAll(table.Grad![0]);
        table.Grad = null;
        table[index].Backward(source);
        AssertAll(table.Grad![0]);
        AssertAll(index.Bincount(source[.., 0]));
    }

    [Test]
    public void Losses()
    {
        var x = Tensor.Full(Shape.Create(Rows, 2), 0.1f);
        AssertAll(F.MseLoss(x, Tensor.Zeros(Rows, 2)) * (Expected / (0.1f * (double)0.1f)));
        AssertAll(F.L1Loss(x, Tensor.Zeros(Rows, 2), Reduction.Sum) / 2);
        AssertAll(F.NllLoss(-x, Tensor.Zeros(Shape.Create(Rows), DType.Int64)) * Rows);
        AssertAll(F.CrossEntropy(x, Tensor.Zeros(Shape.Create(Rows), DType.Int64), reduction: Reduction.Sum) * (0.1f / Math.Log(2)));
    }

    [Test]
    public void Counts_beyond_what_Float32_counts_to()
    {
        const int many = (1 << 24) + 3;
        Assert.That(Tensor.Zeros(many).Histc(2, -1, 1).ToArray<float>().Sum(x => (double)x), Is.EqualTo(many).Within(1));
        var counts = Tensor.Zeros(Shape.Create(many), DType.Float64).Histc(2, -1, 1);
        Assert.That(counts.Sum().Item(), Is.EqualTo(many));
    }

    private static void AssertAll(Tensor x, double tolerance = 1e-6)
    {
        foreach (var value in x.Detach().To(DType.Float64).Reshape(-1).ToArray<double>())
            Assert.That(value, Is.EqualTo(Expected).Within(tolerance * Expected));
    }
}
