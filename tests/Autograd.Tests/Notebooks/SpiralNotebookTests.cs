using Autograd.NN;

namespace Autograd.Tests;

/// <summary>
/// The spiral of §1.4 with the seed 1984: the average losses that the notebook's NumPy code gives, found with gradients by hand
/// and by Backward, over all 300 epochs.
/// </summary>
public class SpiralNotebookTests
{
    private const int Epochs = 300;
    private const int Batch = 30;
    private const int Hidden = 10;

    [Test]
    public void By_hand_the_losses_are_those_of_NumPy()
    {
        var losses = Train(byHand: true).Losses;
        Assert.That(losses[0], Is.EqualTo(1.1256062166823235).Within(1e-12));
        Assert.That(losses[^1], Is.EqualTo(0.10854954795724311).Within(1e-12));
        Assert.That(PythonNumber.Fixed(losses[0], 2), Is.EqualTo("1.13"));
        Assert.That(PythonNumber.Fixed(losses[^1], 2), Is.EqualTo("0.11"));
    }

    [Test]
    public void Backward_takes_the_weights_the_same_way()
    {
        var (lossesByHand, byHand) = Train(byHand: true);
        var (losses, byBackward) = Train(byHand: false);
        for (var i = 0; i < byHand.Length; i++)
            Assert.That(byBackward[i].AllClose(byHand[i], rtol: 0, atol: 1e-10), $"parameter {i}");

        // The notebook's logarithm has 1e-7 added to its argument, which lowers its loss by about that.
        for (var epoch = 0; epoch < Epochs; epoch++)
            Assert.That(losses[epoch] - lossesByHand[epoch], Is.InRange(0, 1e-6), $"epoch {epoch}");
    }

    private static (double[] Losses, Tensor[] Parameters) Train(bool byHand)
    {
        var random = new NumPyRandom(1984);
        var (x, t) = Spiral(random);
        Tensor[] parameters =
        [
            0.01 * random.RandN([2, Hidden]), Tensor.Zeros([Hidden], DType.Float64),
            0.01 * random.RandN([Hidden, 3]), Tensor.Zeros([3], DType.Float64),
        ];
        foreach (var parameter in parameters) parameter.RequiresGrad = !byHand;

        var losses = new double[Epochs];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var order = random.PermutationTensor(x.Size(0));
            (x, t) = (x[order], t[order]);
            for (var i = 0; i < x.Size(0); i += Batch)
            {
                var (batchX, batchT) = (x[i..(i + Batch)], t[i..(i + Batch)]);
                var loss = byHand ? StepByHand(parameters, batchX, batchT) : Step(parameters, batchX, batchT);
                losses[epoch] += loss / (x.Size(0) / Batch);
            }
        }

        return (losses, parameters);
    }

    private static double Step(Tensor[] p, Tensor x, Tensor t)
    {
        var loss = F.CrossEntropy((x.MatMul(p[0]) + p[1]).Sigmoid().MatMul(p[2]) + p[3], t);
        loss.Backward();
        using var _ = GradMode.NoGrad();
        foreach (var parameter in p)
        {
            parameter[..] -= parameter.Grad!;
            parameter.ZeroGrad();
        }

        return loss.Item();
    }

    private static double StepByHand(Tensor[] p, Tensor x, Tensor t)
    {
        var rows = Tensor.Arange(Batch);
        var hidden = 1 / (1 + (-(x.MatMul(p[0]) + p[1])).Exp());
        var scores = hidden.MatMul(p[2]) + p[3];
        var exp = (scores - scores.Max(dim: 1, keepDim: true).Values).Exp();
        var y = exp / exp.Sum(dim: 1, keepDim: true);
        var loss = -(y[rows, t] + 1e-7).Log().Sum().Item() / Batch;

        y[rows, t] -= 1;
        var dScores = y / Batch;
        var dHidden = dScores.MatMul(p[2].T) * (1.0 - hidden) * hidden;
        p[2][..] -= hidden.T.MatMul(dScores);
        p[3][..] -= dScores.Sum(dim: 0);
        p[0][..] -= x.T.MatMul(dHidden);
        p[1][..] -= dHidden.Sum(dim: 0);
        return loss;
    }

    private static (Tensor X, Tensor T) Spiral(NumPyRandom random)
    {
        var x = new double[300, 2];
        var t = new long[300];
        for (var i = 0; i < 300; i++)
        {
            var radius = i % 100 / 100.0;
            var angle = i / 100 * 4.0 + 4.0 * radius + random.RandN() * 0.2;
            (x[i, 0], x[i, 1]) = (radius * Math.Sin(angle), radius * Math.Cos(angle));
            t[i] = i / 100;
        }

        return (Tensor.From(x), Tensor.From(t));
    }
}
