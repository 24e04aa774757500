using static Autograd.Tests.MathOps.Differences;

namespace Autograd.Tests.MathOps;

public class ActivationTests
{
    private static readonly float Inf = float.PositiveInfinity;

    [Test]
    public void Relu_is_zero_below_and_keeps_nan()
    {
        var x = Tensor.From([-2f, 0f, 3f, float.NaN, -Inf, Inf]);
        Assert.That(x.Relu().ToArray<float>(), Is.EqualTo(new[] { 0, 0, 3, float.NaN, 0, Inf }));
        Assert.That(Tensor.From([-2, 0, 3]).Relu().ToArray<int>(), Is.EqualTo(new[] { 0, 0, 3 }));
    }

    [Test]
    public void Relu_gradient_is_zero_at_zero()
    {
        var x = Tensor.From([-1f, 0f, 2f], requiresGrad: true);
        x.Relu().Sum().Backward();
        Assert.That(x.Grad!.ToArray<float>(), Is.EqualTo(new[] { 0f, 0, 1 }));
    }

    [Test]
    public void Celu_and_elu_have_names_of_their_own()
    {
        var x = Tensor.From([-1f, 2f], requiresGrad: true);
        Assert.That(x.Celu().GradFn!.Name, Is.EqualTo("CeluBackward0"));
        Assert.That(x.Celu(0.5).GradFn!.Name, Is.EqualTo("CeluBackward0"));
        Assert.That(x.Elu().GradFn!.Name, Is.EqualTo("EluBackward0"));
        Assert.That(x.Selu().GradFn!.Name, Is.EqualTo("EluBackward0"));
    }

    [Test]
    public void Sigmoid_holds_at_the_ends()
    {
        var y = Tensor.From([-Inf, -1000f, -20f, 0f, 20f, 1000f, Inf, float.NaN]).Sigmoid().ToArray<float>();
        Assert.That(y[0], Is.Zero);
        Assert.That(y[1], Is.Zero);
        Assert.That(y[2], Is.EqualTo(2.0611537e-9f).Within(1e-6).Percent);
        Assert.That(y[3], Is.EqualTo(0.5f));
        Assert.That(y[4], Is.EqualTo(1f));
        Assert.That(y[5], Is.EqualTo(1f));
        Assert.That(y[6], Is.EqualTo(1f));
        Assert.That(y[7], Is.NaN);
        var far = Tensor.From([-100.0, 100.0], DType.Float64).Sigmoid().ToArray<double>();
        Assert.That(far[0], Is.EqualTo(3.720075976020836e-44).Within(1e-12).Percent);
        Assert.That(far[1], Is.EqualTo(1.0));
    }

    [Test]
    public void Gradients([Values(0, 1)] int which)
    {
        var x = Uniform(5, 0.1, 2, 3, 5) * (2.0 * (Uniform(6, 0, 1, 3, 5) > 0.5).To(DType.Float64) - 1);
        Check(which == 0 ? t => t[0].Relu() * t[0] : t => t[0].Sigmoid(), x);
    }

    [Test]
    public void Softmax_against_the_formula([Values(0, 1, 2, -1)] int dim, [Values] bool log)
    {
        var x = Uniform(1, -5, 5, 3, 7, 4);
        var y = (log ? x.LogSoftmax(dim) : x.Softmax(dim)).ToArray<double>();
        var e = x.Exp();
        var expected = e / e.Sum(dim, keepDim: true);
        Assert.That(y, Is.EqualTo((log ? expected.Log() : expected).ToArray<double>()).Within(1e-13));
        var single = x.Float();
        Assert.That((log ? single.LogSoftmax(dim) : single.Softmax(dim)).Double().ToArray<double>(), Is.EqualTo(y).Within(2e-6));
        Assert.That((log ? x.Permute(2, 0, 1).LogSoftmax(0) : x.Permute(2, 0, 1).Softmax(0)).Permute(1, 2, 0).ToArray<double>(),
            Is.EqualTo((log ? x.LogSoftmax(2) : x.Softmax(2)).ToArray<double>()).Within(1e-15));
    }

    [Test]
    public void Softmax_survives_large_numbers([Values] bool columns)
    {
        var x = Tensor.From([1000f, 1001f, 1002f], columns ? Shape.Create(3, 1) : Shape.Create(1, 3));
        var rows = columns ? x.Expand(3, 2) : x;
        var dim = columns ? 0 : 1;
        Assert.That(rows.Softmax(dim).Sum(dim).ToArray<float>(), Is.All.EqualTo(1f).Within(1e-6));
        Assert.That(rows.LogSoftmax(dim).ToArray<float>()[0], Is.EqualTo(-2.407606f).Within(1e-6));
        Assert.That(Tensor.From([-Inf, 0f]).Softmax(0).ToArray<float>(), Is.EqualTo(new[] { 0f, 1f }));
        Assert.That(Tensor.From([-Inf, -Inf]).Softmax(0).ToArray<float>(), Is.All.NaN);
        Assert.That(Tensor.From([float.NaN, 1f]).Softmax(0).ToArray<float>(), Is.All.NaN);
    }

    [Test]
    public void Softmax_of_nothing_and_of_a_number()
    {
        Assert.That(Tensor.Zeros(0, 3).Softmax(1).Shape.ToArray(), Is.EqualTo(new[] { 0, 3 }));
        Assert.That(Tensor.Zeros(3, 0).LogSoftmax(1).Numel, Is.Zero);
        Assert.That(Tensor.From(5f).Softmax(0).Item(), Is.EqualTo(1));
        Assert.That(Tensor.From(5f).LogSoftmax(-1).Item(), Is.Zero);
        Assert.That(() => Tensor.Zeros(2, 3).Softmax(2), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Softmax: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"));
    }

    [Test]
    public void Softmax_gradients([Values(0, 1, 2)] int dim, [Values] bool log) =>
        Check(log ? t => t[0].LogSoftmax(dim) : t => t[0].Softmax(dim), Uniform(3, -2, 2, 2, 3, 2));
}
