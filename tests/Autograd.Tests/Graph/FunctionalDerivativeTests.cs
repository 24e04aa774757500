namespace Autograd.Tests.Graph;

public class FunctionalDerivativeTests
{
    private static Tensor From(params double[] values) => Tensor.From(values);

    private static double[] Numbers(Tensor tensor) => tensor.Detach().ToArray<double>();

    private static Tensor Rosenbrock(Tensor x) =>
        ((1 - x[..^1]) * (1 - x[..^1]) + 100 * (x[1..] - x[..^1] * x[..^1]) * (x[1..] - x[..^1] * x[..^1])).Sum();

    [Test]
    public void Jacobian_of_a_matrix_product()
    {
        var a = Tensor.From(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } });
        var jacobian = Functional.Jacobian(x => a.MatMul(x), From(1, 1, 1));
        Assert.That(jacobian.Shape, Is.EqualTo(Shape.Create(2, 3)));
        Assert.That(Numbers(jacobian), Is.EqualTo(Numbers(a)));
        Assert.That(jacobian.RequiresGrad, Is.False);
    }

    [Test]
    public void Jacobians_of_several_inputs_and_outputs()
    {
        var (x, y) = (From(1, 2), From(3));
        var jacobians = Functional.Jacobian(v => [v[0] * v[1], v[1] * v[1], v[0].Sum()], [x, y]);
        Assert.That(
            jacobians.Select(row => string.Join(" ", row.Select(j => j.Shape))), Is.EqualTo(new[] { "(2, 2) (2, 1)", "(1, 2) (1, 1)", "(2,) (1,)" }));
        Assert.That(Numbers(jacobians[0][0]), Is.EqualTo(new[] { 3.0, 0, 0, 3 }));
        Assert.That(Numbers(jacobians[0][1]), Is.EqualTo(new[] { 1.0, 2 }));
        Assert.That(Numbers(jacobians[1][0]), Is.EqualTo(new[] { 0.0, 0 }), "independent: zero");
        Assert.That(Numbers(jacobians[1][1]), Is.EqualTo(new[] { 6.0 }));
    }

    [Test]
    public void Hessian_of_Rosenbrock()
    {
        var x = From(1.2, 0.7, -0.3);
        var hessian = Functional.Hessian(Rosenbrock, x);
        double D(int i) => (i < 2 ? 2 + 1200 * Numbers(x)[i] * Numbers(x)[i] - 400 * Numbers(x)[i + 1] : 0) + (i > 0 ? 200 : 0);
        double Off(int i) => -400 * Numbers(x)[i];
        Assert.That(Numbers(hessian), Is.EqualTo(new[] { D(0), Off(0), 0, Off(0), D(1), Off(1), 0, Off(1), D(2) }).Within(1e-9));
    }

    [Test]
    public void Hessian_in_blocks()
    {
        var blocks = Functional.Hessian(v => (v[0] * v[0] * v[1]).Sum(), [From(1, 2), From(3)]);
        Assert.That(Numbers(blocks[0][0]), Is.EqualTo(new[] { 6.0, 0, 0, 6 }));
        Assert.That(Numbers(blocks[0][1]), Is.EqualTo(new[] { 2.0, 4 }));
        Assert.That(Numbers(blocks[1][0]), Is.EqualTo(new[] { 2.0, 4 }));
        Assert.That(Numbers(blocks[1][1]), Is.EqualTo(new[] { 0.0 }));
    }

    [Test]
    public void Products_agree_with_the_matrices()
    {
        var x = From(0.4, -0.9, 1.1);
        var v = From(1, -2, 0.5);
        Tensor F(Tensor t) => Tensor.Stack([t[0] * t[1], t[2].Tanh() * t[0]]);
        var jacobian = Functional.Jacobian(F, x);
        var (output, jvp) = Functional.Jvp(F, x, v);
        Assert.That(Numbers(output), Is.EqualTo(Numbers(F(x))));
        Assert.That(Numbers(jvp), Is.EqualTo(Numbers(jacobian.MatMul(v))).Within(1e-12));
        var w = From(3, -1);
        Assert.That(Numbers(Functional.Vjp(F, x, w).Vjp), Is.EqualTo(Numbers(w.MatMul(jacobian))).Within(1e-12));
        var hessian = Functional.Hessian(Rosenbrock, x);
        Assert.That(Numbers(Functional.Hvp(Rosenbrock, x, v).Hvp), Is.EqualTo(Numbers(hessian.MatMul(v))).Within(1e-9));
        Assert.That(Numbers(Functional.Vhp(Rosenbrock, x, v).Vhp), Is.EqualTo(Numbers(v.MatMul(hessian))).Within(1e-9));
        Assert.That(Functional.Vhp(Rosenbrock, x, v).Output.Item(), Is.EqualTo(Rosenbrock(x).Item()));
    }

    [Test]
    public void Products_of_several()
    {
        var (x, y) = (From(2), From(5));
        Tensor[] F(Tensor[] v) => [v[0] * v[1], v[0] * v[0]];
        var (_, jvp) = Functional.Jvp(F, [x, y], [From(1), From(10)]);
        Assert.That(jvp.Select(p => p.Item()), Is.EqualTo(new[] { 5 + 20.0, 4 }));
        var (_, vjp) = Functional.Vjp(F, [x, y], [From(1), From(10)]);
        Assert.That(vjp.Select(p => p.Item()), Is.EqualTo(new[] { 5 + 40.0, 2 }));
        var (value, hvp) = Functional.Hvp(v => (v[0] * v[0] * v[1]).Sum(), [x, y], [From(1), From(1)]);
        Assert.That((value.Item(), hvp[0].Item(), hvp[1].Item()), Is.EqualTo((20.0, 14.0, 4.0)));
        Assert.That(Functional.Vhp(v => (v[0] * v[0] * v[1]).Sum(), [x, y], [From(1), From(1)]).Vhp[0].Item(), Is.EqualTo(14));
    }

    [Test]
    public void A_single_element_needs_no_vector()
    {
        Assert.That(Functional.Vjp(x => (x * x).Sum(), From(1, 2)).Vjp.ToArray<double>(), Is.EqualTo(new[] { 2.0, 4 }));
        Assert.That(Functional.Jvp(x => x * x, From(3)).Jvp.Item(), Is.EqualTo(6));
        Assert.That(() => Functional.Vjp(x => x * x, From(1, 2)), Throws.ArgumentException.With.Message.EqualTo(
            "Vjp: output 0 has shape (2,), so there is no implicit vector; pass v of that shape"));
        Assert.That(() => Functional.Jvp(x => x.Sum(), From(1, 2)), Throws.ArgumentException.With.Message.EqualTo(
            "Jvp: input 0 has shape (2,), so there is no implicit vector; pass v of that shape"));
    }

    [Test]
    public void With_createGraph_the_results_depend_on_the_input()
    {
        var x = Tensor.From([0.5, 1.5], DType.Float64, requiresGrad: true);
        var jacobian = Functional.Jacobian(t => t * t * t, x, createGraph: true);
        Assert.That(Numbers(Functional.Grad(jacobian.Sum(), x)), Is.EqualTo(new[] { 3.0, 9 }), "6x");
        var hessian = Functional.Hessian(t => (t * t * t).Sum(), x, createGraph: true);
        Assert.That(Numbers(Functional.Grad(hessian.Sum(), x)), Is.EqualTo(new[] { 6.0, 6 }));
        var (output, jvp) = Functional.Jvp(t => t * t, x, From(1, 1), createGraph: true);
        Assert.That(Numbers(Functional.Grad((output * jvp).Sum(), x)), Is.EqualTo(new[] { 6 * 0.25, 6 * 2.25 }), "2x³");
        Assert.That(x.Grad, Is.Null);
        GradCheck.Check(t => Functional.Jacobian(s => s * s * s, t, createGraph: true), x);
        GradCheck.Check(t => Functional.Hvp(s => (s * s * s).Sum(), t, From(1, 2), createGraph: true).Hvp, x);
    }

    [Test]
    public void Without_it_they_do_not_and_the_graph_of_the_input_is_left_alone()
    {
        var x = Tensor.From([0.5], DType.Float64, requiresGrad: true);
        var h = x * 2;
        Assert.That(Functional.Jacobian(t => t * t, h).RequiresGrad, Is.False);
        Assert.That(Functional.Vjp(t => t * t, h).Output.RequiresGrad, Is.False);
        h.Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(2));
    }

    [Test]
    public void Strict_refuses_what_is_independent()
    {
        var x = From(1, 2);
        Assert.That(Numbers(Functional.Jacobian(_ => From(1, 1), x)), Is.All.EqualTo(0.0));
        Assert.That(() => Functional.Jacobian(_ => From(1, 1), x, strict: true), Throws.InvalidOperationException.With.Message.EqualTo(
            "Jacobian: output 0 of shape (2,) does not depend on the inputs; pass strict: false to take its derivative as zero"));
        Assert.That(
            () => Functional.Vjp(v => [v[0].Sum()], [x, x], strict: true),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "Vjp: the outputs do not depend on input 1 of shape (2,); leave it out, or pass strict: false to take the derivative "
                + "as zero"));
        Assert.That(Numbers(Functional.Hessian(t => t.Sum(), x)), Is.All.EqualTo(0.0));
        Assert.That(
            () => Functional.Hessian(t => t.Sum(), x, strict: true),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "Hessian: the elements of the gradient do not depend on input 0 of shape (2,); leave it out, or pass strict: false "
                + "to take the derivative as zero"));
        Assert.That(Numbers(Functional.Hvp(t => t.Sum(), x, From(1, 1)).Hvp), Is.All.EqualTo(0.0));
        Assert.That(Numbers(Functional.Jvp(_ => From(5, 5), x, From(1, 1)).Jvp), Is.All.EqualTo(0.0));
    }

    [Test]
    public void Wrong_arguments_are_named()
    {
        var x = From(1, 2);
        Assert.That(() => Functional.Jacobian(t => t * 2.0, Tensor.From([1L])), Throws.ArgumentException.With.Message.EqualTo(
            "Jacobian: input 0 is Int64, and only floating tensors have derivatives; convert it with To(DType.Float32), or let the "
            + "function use it without passing it"));
        Assert.That(() => Functional.Jacobian(t => t > 1.0, x), Throws.ArgumentException.With.Message.EqualTo(
            "Jacobian: output 0 is Bool; only floating results have derivatives"));
        Assert.That(() => Functional.Jacobian(v => v, []), Throws.ArgumentException.With.Message.EqualTo(
            "Jacobian: there are no inputs; pass at least one"));
        Assert.That(() => Functional.Hessian(t => t * t, x), Throws.ArgumentException.With.Message.EqualTo(
            "Hessian: the function returned shape (2,), and only a single number has a Hessian; reduce it with Sum() or Mean()"));
        Assert.That(() => Functional.Vjp(t => t * t, x, From(1)), Throws.ArgumentException.With.Message.EqualTo(
            "Vjp: a vector of shape (1,) for output 0 of shape (2,); they must be the same"));
        Assert.That(() => Functional.Hvp(v => v[0].Sum(), [x], []), Throws.ArgumentException.With.Message.EqualTo(
            "Hvp: 0 vectors for 1 inputs; pass one for each"));
    }

    [Test]
    public void Works_under_NoGrad_with_empty_and_scalar_tensors()
    {
        using var off = GradMode.NoGrad();
        Assert.That(Functional.Jacobian(t => t * t, Tensor.From(3.0, DType.Float64)).Item(), Is.EqualTo(6));
        Assert.That(Functional.Jacobian(t => t * t, Tensor.Zeros([0], DType.Float64)).Shape, Is.EqualTo(Shape.Create(0, 0)));
        Assert.That(Functional.Jacobian(t => t[..0], From(1, 2)).Shape, Is.EqualTo(Shape.Create(0, 2)));
        Assert.That(Functional.Hessian(t => (t * t).Sum(), Tensor.From([1f, 2f])).DType, Is.EqualTo(DType.Float32));
    }
}
