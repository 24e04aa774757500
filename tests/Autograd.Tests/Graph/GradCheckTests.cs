namespace Autograd.Tests.Graph;

public class GradCheckTests
{
    private static Tensor Matrix() => Tensor.From(new[,] { { 0.1, -0.7, 0.4 }, { 1.3, 0.9, -0.2 } }, requiresGrad: true);

    /// <summary>x², whose gradient is off by a factor.</summary>
    private static Tensor WrongSquare(Tensor x, double factor)
    {
        var y = x * x;
        return CallbackNode.Apply(y, _ => { }) + (x * x - (x * x).Detach()) * (factor - 1);
    }

    [Test]
    public void Right_gradients_pass()
    {
        GradCheck.Check(x => (x * x).Tanh(), Matrix());
        GradCheck.Check((a, b) => a.MatMul(b), Matrix(), Matrix().T);
        GradCheck.Check(x => x[0] * x[1] / x[2], Matrix(), Matrix(), Tensor.From([2.0, 3.0, 4.0], DType.Float64, requiresGrad: true));
    }

    [Test]
    public void A_wrong_gradient_throws_and_names_the_worst_element()
    {
        var x = Tensor.From(new[,] { { 1.0, 2.0 }, { 8.0, 4.0 } }, requiresGrad: true);
        var weights = Tensor.From(new[,] { { 1.0, 1.0 }, { 1.0, 1.0 } });
        var e = Assert.Throws<GradCheckException>(() => GradCheck.Check(a => WrongSquare(a, 1.5) * weights, x))!;
        var worst = e.Report.Worst!;
        Assert.That(worst.Input, Is.Zero);
        Assert.That(worst.InputIndex, Is.EqualTo(new[] { 1, 0 }));
        Assert.That(worst.OutputIndex, Is.EqualTo(new[] { 1, 0 }));
        Assert.That(worst.Analytic, Is.EqualTo(24).Within(1e-9));
        Assert.That(worst.Numeric, Is.EqualTo(16).Within(1e-6));
        Assert.That(worst.Error, Is.EqualTo(8).Within(1e-6));
        Assert.That(e.Message, Does.StartWith(
            "GradCheck: the derivative of the output at [1, 0] by input 0 at [1, 0] is 24 by the backward pass and"));
    }

    [Test]
    public void Compare_reports_without_throwing()
    {
        var good = GradCheck.Compare(x => x[0] * x[0], [Matrix()]);
        Assert.That((good.Passed, good.Compared), Is.EqualTo((true, 36L)));
        var bad = GradCheck.Compare(x => WrongSquare(x[0], 1.01), [Matrix()]);
        Assert.That(bad.Passed, Is.False);
        Assert.That(GradCheck.Compare(x => WrongSquare(x[0], 1.0001), [Matrix()]).Passed, "within a thousandth");
        Assert.That(
            GradCheck.Compare(x => WrongSquare(x[0], 1.01), [Matrix()], new GradCheckOptions { RelativeTolerance = 0.1 }).Passed);
    }

    [Test]
    public void A_gradient_that_does_not_arrive_is_zero()
    {
        Assert.That(() => GradCheck.Check(x => x.Detach() * 2, Matrix()), Throws.TypeOf<GradCheckException>());
        GradCheck.Check((a, b) => a * 2, Matrix(), Matrix());
        GradCheck.Check(x => Tensor.From([1.0, 2.0], DType.Float64), Matrix());
    }

    [Test]
    public void A_gradient_that_is_not_a_number_fails()
    {
        Assert.That(
            GradCheck.Compare(x => x[0] / x[0], [Tensor.From([0.0, 1.0], DType.Float64, requiresGrad: true)]).Passed, Is.False);
    }

    [Test]
    public void Inputs_that_require_nothing_are_left_alone()
    {
        var constant = Tensor.From([1L, 2, 3]);
        GradCheck.Check((a, b) => a * b, Matrix(), constant);
        Assert.That(() => GradCheck.Check(x => x, constant), Throws.ArgumentException.With.Message.EqualTo(
            "GradCheck: no input requires a gradient; make at least one with requiresGrad: true"));
    }

    [Test]
    public void Float32_needs_tolerances_of_its_own()
    {
        var x = Tensor.From([0.5f, 1.5f], requiresGrad: true);
        Assert.That(() => GradCheck.Check(a => a * a, x), Throws.ArgumentException.With.Message.EqualTo(
            "GradCheck: input 0 is Float32, too coarse for difference quotients with the default tolerances; pass Float64, or "
            + "GradCheckOptions with an Eps, an AbsoluteTolerance and a RelativeTolerance of your own"));
        GradCheck.Check(a => a * a, x, new GradCheckOptions { Eps = 1e-2, AbsoluteTolerance = 1e-3, RelativeTolerance = 1e-2 });
    }

    [Test]
    public void Strides_do_not_matter_and_inputs_are_not_touched()
    {
        var matrix = Matrix();
        var before = matrix.ToArray<double>();
        GradCheck.Check(x => (x * x).Tanh(), matrix.T);
        GradCheck.Check(x => (x * x).Tanh(), Tensor.From([0.5], DType.Float64, requiresGrad: true).Expand(2, 3));
        var leaf = matrix.T.Detach();
        leaf.RequiresGrad = true;
        GradCheck.CheckGradGrad(x => (x * x).Tanh(), leaf);
        Assert.That(matrix.ToArray<double>(), Is.EqualTo(before));
        Assert.That(matrix.Grad, Is.Null);
    }

    [Test]
    public void A_function_of_chance_is_refused()
    {
        var calls = 0;
        var report = GradCheck.Compare(x => x[0] * calls++, [Matrix()]);
        Assert.That(report.Findings.Single().Problem, Is.EqualTo(GradCheckProblem.FunctionNotDeterministic));
        Assert.That(report.ToString(), Does.StartWith("GradCheck: the function gave two results for the same numbers in the output"));
    }

    [Test]
    public void Integer_results_are_refused() =>
        Assert.That(() => GradCheck.Check(x => x.To(DType.Int64), Matrix()), Throws.ArgumentException.With.Message.EqualTo(
            "GradCheck: the function returned Int64; only floating results have gradients"));

    [Test]
    public void Second_order()
    {
        GradCheck.CheckGradGrad(x => (x * x).Tanh(), Matrix());
        GradCheck.CheckGradGrad((a, b) => a.MatMul(b), Matrix(), Matrix().T);
        GradCheck.CheckGradGrad(x => x * 3, Matrix());
        Assert.That(
            () => GradCheck.CheckGradGrad(x => Cube(x), Matrix()), Throws.TypeOf<GradCheckException>(),
            "right gradient, but it forgets where it came from");

        static Tensor Cube(Tensor x) => x * (x * x).Detach() * 3 - (x * x * x).Detach() * 2;
    }

    [Test]
    public void Recording_is_on_inside_whatever_the_mode_around()
    {
        using var off = GradMode.NoGrad();
        GradCheck.Check(x => x * x, Matrix());
    }
}
