namespace Autograd.Tests.Graph;

public class HigherOrderTests
{
    [Test]
    public void Derivatives_of_a_polynomial_to_the_fifth()
    {
        var x = Tensor.From([2.0], DType.Float64, requiresGrad: true);
        var y = x * x * x * x;
        double[] expected = [32, 48, 48, 24, 0];
        foreach (var value in expected)
        {
            y = Functional.Grad(y, x, createGraph: true);
            Assert.That(y.Item(), Is.EqualTo(value));
            if (!y.RequiresGrad) break;
        }
    }

    [Test]
    public void Third_derivative_of_tanh()
    {
        var x = Tensor.From([-1.5, 0.3, 0.9], DType.Float64, requiresGrad: true);
        var y = x.Tanh();
        for (var order = 0; order < 3; order++) y = Functional.Grad(y.Sum(), x, createGraph: true);
        var values = x.ToArray<double>();
        for (var i = 0; i < values.Length; i++)
        {
            var t = Math.Tanh(values[i]);
            Assert.That(y.ToArray<double>()[i], Is.EqualTo((1 - t * t) * (6 * t * t - 2)).Within(1e-12));
        }
    }

    [Test]
    public void Mixed_second_derivatives_through_Grad()
    {
        var a = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var b = Tensor.From([3.0, 4.0], DType.Float64, requiresGrad: true);
        (a * a * b).Sum().Backward(null, createGraph: true);
        var gradient = a.Grad!;
        Assert.That(gradient.RequiresGrad);
        a.ZeroGrad();
        b.ZeroGrad();
        gradient.Sum().Backward();
        Assert.That(a.Grad!.ToArray<double>(), Is.EqualTo(new[] { 6.0, 8.0 }));
        Assert.That(b.Grad!.ToArray<double>(), Is.EqualTo(new[] { 2.0, 4.0 }));
    }

    [Test]
    public void A_gradient_accumulates_with_its_history()
    {
        var x = Tensor.From([3.0], DType.Float64, requiresGrad: true);
        (x * x).Backward(null, createGraph: true);
        (x * x * x).Backward(null, createGraph: true);
        Assert.That(x.Grad!.Item(), Is.EqualTo(6 + 27));
        Assert.That(Functional.Grad(x.Grad!, x).Item(), Is.EqualTo(2 + 18));
    }

    [Test]
    public void A_gradient_penalty_trains()
    {
        var w = Tensor.From([0.5, -0.25], DType.Float64, requiresGrad: true);
        GradCheck.Check(
            x =>
            {
                var input = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
                var norm = Functional.Grad((x[0] * input).Tanh().Sum(), input, createGraph: true);
                return (norm * norm).Sum();
            },
            [w]);
    }

    [Test]
    public void Without_createGraph_a_gradient_has_no_history()
    {
        var x = Tensor.From([3.0], DType.Float64, requiresGrad: true);
        (x * x).Backward();
        Assert.That(x.Grad!.RequiresGrad, Is.False);
    }
}
