namespace Autograd.Tests.Graph;

/// <summary>Every kind of mistake that a gradient check is to find, made on purpose.</summary>
public class GradCheckFindingTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    /// <summary>A function whose backward pass is any other function's.</summary>
    private sealed class Wrong(Func<Tensor, Tensor> forward, Func<Tensor, Tensor, Tensor> backward) : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            context.SaveForBackward(inputs[0]);
            return forward(inputs[0]);
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) =>
            [backward(context.SavedTensors[0], grad)];
    }

    private static GradCheckFinding Only(GradCheckReport report)
    {
        Assert.That(report.Passed, Is.False);
        Assert.That(report.Findings, Has.Count.EqualTo(1), report.ToString());
        return report.Findings[0];
    }

    [TestCase(GradCheckMode.Exact)]
    [TestCase(GradCheckMode.Fast)]
    public void A_dropped_factor(GradCheckMode mode)
    {
        var wrong = new Wrong(x => x * x * x, (x, grad) => grad * x * x);
        var report = GradCheck.Compare(x => wrong.Apply(x[0]), [Leaf(1, 3, 2)], new GradCheckOptions { Mode = mode });
        var finding = Only(report);
        Assert.That(finding.Problem, Is.EqualTo(GradCheckProblem.WrongGradient));
        Assert.That(
            finding.Message, Does.StartWith("GradCheck: the derivative of the output at [1] by input 0 at [1] is 9 by the backward pass and 27"));
        Assert.That(finding.Message, Does.Contain("(relative error 0.667)").And.EndWith("in all, 3 elements disagree"));
        Assert.That((report.Disagreeing, report.Worst!.InputIndex[0]), Is.EqualTo((3L, 1)));
        Assert.That(report.Worst.RelativeError, Is.EqualTo(2.0 / 3).Within(1e-6));
    }

    [TestCase(GradCheckMode.Exact, 36L)]
    [TestCase(GradCheckMode.Fast, 4L)]
    public void Several_inputs_and_outputs(GradCheckMode mode, long compared)
    {
        var options = new GradCheckOptions { Mode = mode };
        var (a, b) = (Leaf(0.3, -0.4, 1.1), Leaf(1.5, 0.5, -0.6));
        Tensor[] Both(Tensor[] x) => [x[0] * x[1], x[0].Tanh() - x[1], x[0].ArgMax(dim: 0)];
        var report = GradCheck.Compare(Both, [a, b], options);
        Assert.That((report.Passed, report.Compared), Is.EqualTo((true, compared)), report.ToString());
        GradCheck.Check(Both, [a, b], options);
        GradCheck.CheckGradGrad(Both, [a, b], options);
        var wrong = new Wrong(x => x.Tanh(), (x, grad) => grad);
        var e = Assert.Throws<GradCheckException>(() => GradCheck.Check(x => [x[0] * x[1], wrong.Apply(x[1])], [a, b], options))!;
        Assert.That(e.Message, Does.StartWith("GradCheck: the derivative of output 1 at [0] by input 1 at [0] is 1 by"));
    }

    [Test]
    public void A_kink_is_told_from_a_wrong_gradient()
    {
        var x = Leaf(1, 0, -2);
        var report = GradCheck.Compare(v => v[0].Relu(), [x]);
        Assert.That(Only(report).Problem, Is.EqualTo(GradCheckProblem.Kink));
        Assert.That(report.ToString(), Does.Contain("by input 0 at [1] is 0 by the backward pass").And.Contain(
            "but the function has a kink there: its slope is 0 on the left and 1 on the right").And.Contain("or pass SkipKinks"));
        var skipping = new GradCheckOptions { SkipKinks = true };
        GradCheck.Check(v => v.Relu(), x, skipping);
        GradCheck.Check(v => v.Relu(), x, skipping with { Mode = GradCheckMode.Fast });
        GradCheck.Check(v => v.Abs(), x);

        var outside = new Wrong(v => v.Relu(), (v, grad) => grad * (v >= 0.0).To(DType.Float64) * (v.Eq(0.0).To(DType.Float64) + 1.0));
        Assert.That(GradCheck.Compare(v => outside.Apply(v[0]), [x], skipping).Passed, Is.False, "2 is no subgradient of relu at 0");
    }

    [Test]
    public void A_kink_does_not_hide_a_wrong_gradient()
    {
        var wrong = new Wrong(x => x.Relu(), (x, grad) => grad * (x > 0.0).To(DType.Float64) * 1.1);
        var report = GradCheck.Compare(x => wrong.Apply(x[0]), [Leaf(0, 3)]);
        Assert.That(Only(report).Problem, Is.EqualTo(GradCheckProblem.WrongGradient));
        Assert.That(report.Worst!.InputIndex[0], Is.EqualTo(1));
    }

    [Test]
    public void A_kink_or_a_jump_close_by_makes_the_quotient_unsteady()
    {
        var close = Only(GradCheck.Compare(x => x[0].Relu(), [Leaf(5e-7)]));
        Assert.That(close.Problem, Is.EqualTo(GradCheckProblem.UnsteadyQuotient));
        Assert.That(close.Message, Does.Contain("a kink, jump or pole is close by"));
        Assert.That(Only(GradCheck.Compare(x => x[0].Floor() * 1.0, [Leaf(2)])).Problem, Is.EqualTo(GradCheckProblem.UnsteadyQuotient));
    }

    [Test]
    public void A_backward_pass_of_chance()
    {
        var random = new Random(3);
        var wrong = new Wrong(x => x * 2.0, (x, grad) => grad * (2 + 1e-6 * random.NextDouble()));
        Assert.That(Only(GradCheck.Compare(x => wrong.Apply(x[0]), [Leaf(1, 2)])).Problem, Is.EqualTo(GradCheckProblem.BackwardNotDeterministic));
    }

    [Test]
    public void A_formula_for_higher_derivatives_that_is_not_the_other_one()
    {
        var wrong = new Wrong(x => x * x, (x, grad) => GradMode.IsEnabled ? grad * x : grad * x * 2.0);
        var report = GradCheck.Compare(x => wrong.Apply(x[0]), [Leaf(1, 3)]);
        Assert.That(Only(report).Problem, Is.EqualTo(GradCheckProblem.DependsOnRecording));
        Assert.That(report.ToString(), Does.StartWith("GradCheck: with the backward pass recorded (createGraph), the gradient of input 0 at [0] is"));
        Assert.That(GradCheck.CompareGradGrad(x => wrong.Apply(x[0]), [Leaf(1, 3)]).Passed, "which second derivatives cannot see");
    }

    [Test]
    public void A_backward_pass_that_takes_memory_for_row_major()
    {
        // Reads the numbers in the order of memory, which is another for a view.
        var wrong = new Wrong(x => x * x, (x, grad) => grad * 2.0 * AsInMemory(x));
        var report = GradCheck.Compare(x => wrong.Apply(x[0]), [Tensor.From(new[,] { { 1.0, 2 }, { 3, 4 } }, requiresGrad: true)]);
        Assert.That(Only(report).Problem, Is.EqualTo(GradCheckProblem.DependsOnLayout));
        Assert.That(report.ToString(), Does.Contain("with column-major inputs, the gradient of input 0 at [0, 1] is"));
        Assert.That(
            GradCheck.Compare(
                x => wrong.Apply(x[0]), [Tensor.From(new[,] { { 1.0, 2 }, { 3, 4 } }, requiresGrad: true)],
                new GradCheckOptions { CheckLayouts = false })
            .Passed);

        static Tensor AsInMemory(Tensor x)
        {
            using var data = x.Read();
            return Tensor.From(data.Buffer<double>().Slice(x.Offset, x.Numel).ToArray(), x.Shape);
        }
    }

    [Test]
    public void A_gradient_of_an_output_taken_for_row_major()
    {
        var wrong = new Wrong(x => x * 3.0, (_, grad) => AsIfRowMajor(grad) * 3.0);
        var report = GradCheck.Compare(x => wrong.Apply(x[0]), [Leaf(1, 2, 3)]);
        Assert.That(Only(report).Message, Does.Contain("with stepped gradients of the outputs, the gradient of input 0 at [1] is"));

        static Tensor AsIfRowMajor(Tensor x)
        {
            using var data = x.Read();
            var values = new double[x.Numel];
            var rest = data.Buffer<double>()[x.Offset..];
            rest[..Math.Min(x.Numel, rest.Length)].CopyTo(values);
            return Tensor.From(values, x.Shape);
        }
    }

    private sealed class Overwriting : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var sum = inputs[0] + inputs[1];
            var before = inputs[0].Detach().Clone();
            inputs[0].Detach().FillInPlace(7);
            context.SaveForBackward(inputs[1].Clone(), sum);
            inputs[0].Detach().CopyInPlace(before);
            return sum * inputs[1];
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) =>
            [grad * context.SavedTensors[0], grad * (context.SavedTensors[0] + context.SavedTensors[1])];
    }

    [Test]
    public void Inputs_that_share_memory()
    {
        var report = GradCheck.Compare(x => new Remembering().Apply(x), [Leaf(1, 2), Leaf(3, 5)]);
        Assert.That(Only(report).Problem, Is.EqualTo(GradCheckProblem.DependsOnAliasing));
        Assert.That(report.ToString(), Does.Contain("with one tensor for input 0 and input 1, the gradient of input 0 at [0] is"));
        Assert.That(GradCheck.Compare(x => new Overwriting().Apply(x), [Leaf(1, 2), Leaf(3, 5)]).Findings[^1].Problem,
            Is.EqualTo(GradCheckProblem.DependsOnAliasing));
    }

    /// <summary>Knows its inputs by identity, and forgets one of two that are the same.</summary>
    private sealed class Remembering : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            context.SaveForBackward(inputs[0], inputs[1]);
            context.State = ReferenceEquals(inputs[0], inputs[1]);
            return inputs[0] * inputs[1];
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) =>
            [grad * context.SavedTensors[1], (bool)context.State! ? null : grad * context.SavedTensors[0]];
    }

    private sealed class Careless : MultiOutputFunction
    {
        protected override IReadOnlyList<Tensor> Forward(FunctionContext context, Tensor[] inputs) => [inputs[0] * 2.0, inputs[0] * 3.0];

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor[] grads) =>
            context.HasGrad(0) && context.HasGrad(1) ? [grads[0] * 2.0 + grads[1] * 3.5] : [grads[0] * 2.0 + grads[1] * 3.0];
    }

    [Test]
    public void An_output_without_a_gradient()
    {
        var report = GradCheck.Compare(x => new Careless().Apply(x[0]), [Leaf(1, 2)]);
        Assert.That(Only(report).Problem, Is.EqualTo(GradCheckProblem.UndefinedGradient));
        Assert.That(report.ToString(), Does.Contain("with one output at a time, the others without a gradient, the gradient of input 0"));
    }

    [Test]
    public void Second_derivatives_are_named()
    {
        var x = Leaf(0.5, 2);
        var cut = new Wrong(v => v * v * v, (v, grad) => grad * 3.0 * (v * v).Detach());
        var report = GradCheck.CompareGradGrad(v => cut.Apply(v[0]), [x]);
        Assert.That(
            Only(report).Message, Does.StartWith("CheckGradGrad: the derivative of the gradient of input 0 at [1] by input 0 at [1] is 0 by"));
        var wrongByGrad = new Wrong(v => v * 2.0, (_, grad) => grad.Detach() * 2.0);
        Assert.That(
            Only(GradCheck.CompareGradGrad(v => wrongByGrad.Apply(v[0]), [x])).Message, Does.Contain("by the gradient of the output at [0] is 0 by"));
    }

    [Test]
    public void Float32_is_refused_until_step_and_tolerances_are_chosen()
    {
        var x = Tensor.From([0.5f, 1.5f], requiresGrad: true);
        Assert.That(
            () => GradCheck.Check(a => a * a, x, new GradCheckOptions { Eps = 1e-2 }),
            Throws.ArgumentException.With.Message.EqualTo(
                "GradCheck: input 0 is Float32, too coarse for difference quotients with the default tolerances; pass Float64, or "
                + "GradCheckOptions with an Eps, an AbsoluteTolerance and a RelativeTolerance of your own"));
        Assert.That(() => GradCheck.CheckGradGrad(a => a * a, x), Throws.ArgumentException.With.Message.EqualTo(
            "CheckGradGrad: input 0 is Float32, too coarse for difference quotients with the default tolerances; pass Float64, or "
            + "GradCheckOptions with an Eps, an AbsoluteTolerance and a RelativeTolerance of your own"));
        var coarse = new GradCheckOptions { Eps = 1e-2, AbsoluteTolerance = 1e-2, RelativeTolerance = 1e-2 };
        GradCheck.Check(a => a * a, x, coarse);
        GradCheck.CheckGradGrad(a => a * a, x, coarse with { Mode = GradCheckMode.Fast });
    }

    [TestCase(0)]
    [TestCase(-1e-6)]
    [TestCase(double.NaN)]
    public void Steps_and_tolerances_are_positive(double value)
    {
        Assert.That(
            () => new GradCheckOptions { Eps = value }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                FormattableString.Invariant($"GradCheck: Eps is {value}; it must be a positive number (Parameter 'Eps')")));
        Assert.That(() => new GradCheckOptions { AbsoluteTolerance = value }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new GradCheckOptions { RelativeTolerance = value }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Nothing_to_differentiate_is_refused()
    {
        Assert.That(
            () => GradCheck.Check(x => (Tensor[])[], [Leaf(1)]), Throws.ArgumentException.With.Message.EqualTo(
                "GradCheck: the function returned nothing; only floating results have gradients"));
        Assert.That(
            () => GradCheck.Check(x => [x[0].To(DType.Int64), x[0] > 1.0], [Leaf(1)]),
            Throws.ArgumentException.With.Message.EqualTo("GradCheck: the function returned Int64, Bool; only floating results have gradients"));
    }

    [Test]
    public void A_report_that_passes_says_how_closely()
    {
        var x = Leaf(0.5);
        Assert.That(GradCheck.Compare(v => v[0] * v[0], [x]).ToString(), Does.StartWith("GradCheck: passed; 1 elements agree, the worst to"));
        Assert.That(
            GradCheck.Compare(v => v[0] * v[0], [x], new GradCheckOptions { Mode = GradCheckMode.Fast }).ToString(),
            Is.EqualTo("GradCheck: passed; 1 comparisons agree"));
    }

    [Test]
    public void The_inputs_and_their_gradients_stay_as_they_were()
    {
        var x = Leaf(0.5, 1);
        x.Grad = Tensor.From([7.0, 7.0], DType.Float64);
        GradCheck.Check(v => v.Tanh(), x);
        GradCheck.CheckGradGrad(v => v.Tanh(), x);
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 7.0, 7.0 }));
        Assert.That(x.ToArray<double>(), Is.EqualTo(new[] { 0.5, 1.0 }));
    }
}
