using Autograd.NN;

namespace Autograd.Tests;

/// <summary>What the parity notebook printed that can be known without its seed, and that its net stays at chance.</summary>
[Category("Slow")]
public class ParityNotebookTests
{
    [Test]
    public void The_printed_labels()
    {
        var x = Tensor.From([
            [1L, 0, 1, 1, 1, 0, 1, 1],
            [0, 0, 0, 0, 0, 0, 0, 1],
            [0, 1, 0, 0, 0, 1, 1, 1],
            [1, 1, 0, 1, 1, 0, 1, 1]]);
        Assert.That(Labels(x).ToNumPyRepr(), Is.EqualTo("array([1, 0, 1, 1])"));

        var row = Tensor.From([1L, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]);
        Assert.That(Labels(row.Unsqueeze(0)).Item(), Is.Zero);
        Assert.That(row.ToNumPyString(), Is.EqualTo("[1 1 1 1 0 1 0 0 1 1 0 1 0 1 0 1 1 0 0 0 0 0 0 0 0 0 0 0 0 1 0 1]"));
    }

    /// <summary>
    /// 1500 epochs of 50 batches. The weights are floats, the computation is in doubles. Published: (0.5112, 0.5016). Chance is
    /// 0.5 ± 0.021 on 5000 rows (three standard deviations); the training rows may be fitted a little.
    /// </summary>
    [Test]
    public void The_linear_net_stays_at_chance()
    {
        var random = new NumPyRandom(0);
        var x = random.Choice(2, [10000, 32]);
        var y = Labels(x);
        Assert.That((x.Shape, y.Shape, x.DType), Is.EqualTo((Shape.Create(10000, 32), Shape.Create(10000), DType.Int64)));

        var w1 = Parameter.From(random.RandN([32, 100]).Float());
        var b1 = Parameter.From(Tensor.Zeros(1, 100));
        var w2 = Parameter.From(random.RandN([100, 2]).Float());
        var b2 = Parameter.From(Tensor.Zeros(1, 2));
        var optimizer = new SGD([w1, b1, w2, b2], lr: 0.1);

        for (var epoch = 0; epoch < 1500; epoch++)
        {
            var order = random.Permutation(5000);
            for (var i = 0; i < 5000; i += 100)
            {
                var batch = order[i..(i + 100)];
                F.CrossEntropy(Predict(x[batch]), y[batch]).Backward();
                optimizer.Step();
                optimizer.ZeroGrad();
            }
        }

        Assert.That(w1.DType, Is.EqualTo(DType.Float32));
        Assert.That(Accuracy(x[..5000], y[..5000]), Is.InRange(0.49, 0.54));
        Assert.That(Accuracy(x[5000..], y[5000..]), Is.InRange(0.479, 0.521));

        Tensor Predict(Tensor x) => (x.Double().MatMul(w1) + b1).MatMul(w2) + b2;

        double Accuracy(Tensor x, Tensor y)
        {
            using var _ = GradMode.NoGrad();
            return Predict(x).ArgMax(dim: 1).Eq(y).Double().Mean().Item();
        }
    }

    private static Tensor Labels(Tensor x) => (x.Sum(dim: 1) % 2).Eq(0).Long();
}
