namespace Autograd.Tests.Edges;

/// <summary>What a custom function returns and saves, in every way that its author may get it wrong.</summary>
public class CustomFunctionEdgeTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    private static double[] Numbers(Tensor? tensor) => tensor!.Detach().ToArray<double>();

    private sealed class Of(
        Func<FunctionContext, Tensor[], Tensor> forward, Func<FunctionContext, Tensor, IReadOnlyList<Tensor?>> backward) : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs) => forward(context, inputs);

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => backward(context, grad);
    }

    private sealed class Many(
        Func<FunctionContext, Tensor[], IReadOnlyList<Tensor>> forward, Func<Tensor[], IReadOnlyList<Tensor?>> backward)
        : MultiOutputFunction
    {
        protected override IReadOnlyList<Tensor> Forward(FunctionContext context, Tensor[] inputs) => forward(context, inputs);

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor[] grads) => backward(grads);
    }

    private static readonly Tensor Held = Tensor.From([10.0, 20, 30, 40], DType.Float64);

    private static IEnumerable<TestCaseData> Returned()
    {
        yield return Case("a view of an intermediate", x => (x * 3).View(2, 2));
        yield return Case("a view of a view", x => (x * 3).View(2, 2).T);
        yield return Case("a part of an intermediate", x => Tensor.Cat([x * 3, x], 0)[..4]);
        yield return Case("its input", x => x);
        yield return Case("a view of its input", x => x.View(2, 2));
        yield return Case("its input detached", x => x.Detach());
        yield return Case("a tensor that it holds", _ => Held);
        yield return Case("a view of a tensor that it holds", _ => Held.View(2, 2));
        yield return Case("a leaf", _ => Leaf(1, 2, 3, 4));
        yield return Case("a tensor that it wrote", x =>
        {
            var y = x * 2;
            y.AddInPlace(x);
            return y;
        });

        static TestCaseData Case(string name, Func<Tensor, Tensor> forward) =>
            new TestCaseData(forward).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Returned))]
    public void An_output_has_the_functions_history_through_writes_and_the_rest_none(Func<Tensor, Tensor> forward)
    {
        var x = Leaf(1, 2, 3, 4);
        var h = x * 1.0;
        for (var time = 0; time < 2; time++)
        {
            x.ZeroGrad();
            var y = new Of((_, inputs) => forward(inputs[0]), (_, grad) => [grad.Reshape(4) * 3.0]).Apply(h);
            y.AddInPlace(1);
            (y.Sum() + h.Sum()).Backward(null, retainGraph: true);
            Assert.That(Numbers(x.Grad), Is.All.EqualTo(4));
            Assert.That(y.GradFn!.Name, Is.EqualTo("AddBackward0"));
        }

        Assert.That((Held.RequiresGrad, Numbers(x)), Is.EqualTo((false, new[] { 1.0, 2, 3, 4 })));
    }

    [Test]
    public void Nothing_is_an_input_itself_where_nothing_is_recorded_either()
    {
        var x = Tensor.From([1.0, 2], DType.Float64);
        new Of((_, inputs) => inputs[0], (_, grad) => [grad]).Apply(x).AddInPlace(1);
        Assert.That(Numbers(x), Is.EqualTo(new[] { 1.0, 2 }));
    }

    [Test]
    public void One_tensor_twice_is_two_outputs()
    {
        var x = Leaf(1, 2);
        var y = new Many(
            (_, inputs) =>
            {
                var twice = inputs[0] * 2;
                return [twice, twice, twice.View(2, 1), twice > 0];
            },
            grads => [grads[0] * 2 + grads[1] * 2 + grads[2].Reshape(2) * 2]).Apply(x);
        y[0].AddInPlace(1);
        Assert.That(Numbers(y[1]), Is.EqualTo(new[] { 2.0, 4 }));
        (y[0] + y[1] * 10 + y[2].Reshape(2) * 100).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.All.EqualTo(222));
        Assert.That((y[3].RequiresGrad, y[3].DType), Is.EqualTo((false, DType.Bool)));
    }

    [Test]
    public void What_has_no_derivative_passes_no_gradient_on_even_if_it_is_an_input()
    {
        var x = Leaf(1, 2);
        var y = new Of(
            (context, inputs) =>
            {
                context.MarkNonDifferentiable(inputs[0]);
                return inputs[0];
            },
            (_, grad) => [grad]).Apply(x);
        Assert.That(y.RequiresGrad, Is.False);
    }

    [Test]
    public void A_second_derivative_through_a_saved_intermediate_is_refused()
    {
        var x = Leaf(1, 2);
        var cube = new Of(
            (context, inputs) =>
            {
                var square = inputs[0] * inputs[0];
                context.SaveForBackward(square);
                return square * inputs[0];
            },
            (context, grad) => [grad * 3.0 * context.SavedTensors[0]]);
        Assert.That(Numbers(Functional.Grad(cube.Apply(x).Sum(), x)), Is.EqualTo(new[] { 3.0, 12 }));
        var first = Functional.Grad(cube.Apply(x).Sum(), x, createGraph: true);
        Assert.That(Numbers(first), Is.EqualTo(new[] { 3.0, 12 }));
        Assert.That(() => Functional.Grad(first.Sum(), x), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: Of saved an intermediate result of shape (2,), and this derivative of its Backward goes through it; how "
            + "it depends on the inputs was not recorded: save the inputs and compute it from them in Backward, return it as "
            + "one more output, Detach() it in Backward if it does not depend on them, or override IsOnceDifferentiable"));
        var loss = cube.Apply(x).Sum();
        loss.Backward(null, createGraph: true);
        Assert.That(() => x.Grad!.Sum().Backward(), Throws.InvalidOperationException);
    }

    [Test]
    public void Views_of_inputs_are_intermediate_results_and_masks_are_no_matter()
    {
        var x = Leaf(1, -2);
        var viewed = new Of(
            (context, inputs) =>
            {
                context.SaveForBackward(inputs[0].View(2, 1), inputs[0] > 0);
                return inputs[0] * inputs[0];
            },
            (context, grad) => [grad * 2.0 * context.SavedTensors[0].View(2)]);
        var first = Functional.Grad(viewed.Apply(x).Sum(), x, createGraph: true);
        Assert.That(() => Functional.Grad(first.Sum(), x), Throws.InvalidOperationException);
        var masked = new Of(
            (context, inputs) =>
            {
                var mask = Tensor.From([0.0, 4], DType.Float64);
                context.SaveForBackward(inputs[0], inputs[0] > 0, mask);
                return inputs[0] * inputs[0] * mask;
            },
            (context, grad) => [grad * 2.0 * context.SavedTensors[0] * context.SavedTensors[2].Detach()]);
        GradCheck.CheckGradGrad(v => masked.Apply(v), x);
    }

    [Test]
    public void State_is_for_what_is_no_tensor()
    {
        foreach (var state in new object[] { Held, new[] { Held }, new List<Tensor> { Held }, (1, Held) })
        {
            var function = new Of(
                (context, inputs) =>
                {
                    context.State = state;
                    return inputs[0] * 1;
                },
                (_, grad) => [grad]);
            Assert.That(() => function.Apply(Leaf(1)), Throws.ArgumentException.With.Message.Contains("SaveForBackward"));
        }
    }

    [Test]
    public void Wrong_gradients_are_named()
    {
        var x = Leaf(1, 2);
        Refuse(null!, "Of: Backward returned 0 gradients for 1 inputs");
        Refuse([], "Of: Backward returned 0 gradients for 1 inputs");
        Refuse([null, null], "Of: Backward returned 2 gradients for 1 inputs");
        Refuse([Tensor.Ones([3], DType.Float64)], "Backward: OfBackward returned a gradient of shape (3,) for an input of shape (2,)");
        var none = new Of((_, inputs) => inputs[0] * 1, (_, _) => [null]).Apply(x);
        none.Sum().Backward();
        Assert.That(x.Grad, Is.Null);
        new Of((_, inputs) => inputs[0] * 1, (_, _) => [Tensor.Ones([2], DType.Int64)]).Apply(x).Sum().Backward();
        Assert.That((x.Grad!.DType, Numbers(x.Grad)), Is.EqualTo((DType.Float64, new[] { 1.0, 1 })));
        Assert.That(() => new Many((_, _) => null!, _ => []).Apply(x), Throws.InvalidOperationException.With.Message.EqualTo(
            "Many: Forward returned no tensor; return what it computed"));
        Assert.That(() => new Many((_, _) => [Held, null!], _ => []).Apply(x), Throws.InvalidOperationException);

        void Refuse(IReadOnlyList<Tensor?> gradients, string message)
        {
            var y = new Of((_, inputs) => inputs[0] * 1, (_, _) => gradients).Apply(x);
            Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.StartsWith(message));
        }
    }

    [Test]
    public void An_exception_of_the_users_leaves_all_as_it_was()
    {
        var (x, fails) = (Leaf(1, 2), true);
        var y = new Of((_, inputs) => inputs[0] * 2, (_, grad) => fails ? throw new FormatException() : [grad * 2]).Apply(x);
        var z = (y * y).Sum();
        Assert.That(() => z.Backward(null, retainGraph: true), Throws.TypeOf<FormatException>());
        Assert.That((GradMode.IsEnabled, x.Grad), Is.EqualTo((true, (Tensor?)null)));
        fails = false;
        z.Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 8.0, 16 }));
    }
}
