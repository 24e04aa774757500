using Autograd.NN;

namespace Autograd.Tests.Notebooks;

/// <summary>30 steps of gradient descent on 100 points, and PyTorch's parameters after them.</summary>
[NonParallelizable]
public class RegressionNotebookTests
{
    private const double Tolerance = 5e-6;

    [Test]
    public void Two_numbers_as_parameters()
    {
        var (x, y) = Points();
        var b = Tensor.From(-5.0, requiresGrad: true);
        var w = Tensor.From(10.0, requiresGrad: true);
        Descend([b, w], () => (y - (b + w * x)).Pow(2).Mean());
        Assert.That(b.Item(), Is.EqualTo(2.4289560).Within(Tolerance));
        Assert.That(w.Item(), Is.EqualTo(4.0144439).Within(Tolerance));
    }

    [Test]
    public void A_column_of_parameters()
    {
        var (x, y) = Points();
        var design = Tensor.Cat([Tensor.OnesLike(x), x], dim: 1);
        var column = Tensor.From([[-5f], [10f]], requiresGrad: true);
        Descend([column], () => (y - design.MatMul(column)).Pow(2).Mean());
        Assert.That(column.ToArray<float>(), Is.EqualTo(new[] { 2.4289560, 4.0144439 }).Within(Tolerance));
    }

    [Test]
    public void More_parameters_than_the_model_needs()
    {
        Generator.ManualSeed(43052);
        var x = Tensor.Rand(1000, 1) * 2 - 1;
        var y = 3.14 + 6.28 * x + Tensor.RandN(1000, 1);
        var alpha0 = Tensor.From([0.5f], requiresGrad: true);
        var alpha1 = Tensor.From([[0.5f]], requiresGrad: true);
        var beta0 = Tensor.From([0.7f], requiresGrad: true);
        var beta1 = Tensor.From([[0.7f]], requiresGrad: true);
        Tensor[] parameters = [alpha0, alpha1, beta0, beta1];
        Descend(parameters, () => new MSELoss().Forward(alpha0 + beta0 + alpha1 * x + beta1 * x, y));
        Assert.That(
            parameters.Select(p => p.Item()), Is.EqualTo(new[] { 1.4711616, 3.0093527, 1.6711615, 3.2093530 }).Within(Tolerance));
    }

    private static (Tensor X, Tensor Y) Points()
    {
        Generator.ManualSeed(43052);
        var x = Tensor.RandN(100).ToArray<float>();
        Array.Sort(x);
        var noise = Tensor.RandN(100).ToArray<float>();
        var y = x.Zip(noise, (x, e) => 2.5f + 4f * x + 0.5f * e).ToArray();
        return (Tensor.From(x).Reshape(100, 1), Tensor.From(y).Reshape(100, 1));
    }

    private static void Descend(Tensor[] parameters, Func<Tensor> computeLoss)
    {
        var optimizer = new SGD(parameters, lr: 0.1);
        for (var epoch = 0; epoch < 30; epoch++)
        {
            computeLoss().Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
        }
    }
}
