using Autograd.NN;

namespace Autograd.Tests.Graph;

public class FunctionTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    private static double[] Numbers(Tensor? tensor) => tensor!.Detach().ToArray<double>();

    private sealed class Cube : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            Assert.That(GradMode.IsEnabled, Is.False, "Forward is not recorded");
            context.SaveForBackward(inputs[0]);
            return inputs[0] * inputs[0] * inputs[0];
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) =>
            [grad * 3.0 * context.SavedTensors[0] * context.SavedTensors[0]];
    }

    private sealed class Exponential : Function
    {
        public override string Name => "Exponential";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var y = inputs[0].Exp();
            context.SaveForBackward(y);
            return y;
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [grad * context.SavedTensors[0]];
    }

    private sealed class Polar : MultiOutputFunction
    {
        protected override IReadOnlyList<Tensor> Forward(FunctionContext context, Tensor[] inputs)
        {
            var (x, y) = (inputs[0], inputs[1]);
            context.SaveForBackward(x, y);
            return [(x * x + y * y).Sqrt(), (y / x).Atan(), x > y, x * 0.0];
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor[] grads)
        {
            var (x, y) = (context.SavedTensors[0], context.SavedTensors[1]);
            var square = x * x + y * y;
            var radius = square.Sqrt();
            return [grads[0] * x / radius - grads[1] * y / square, grads[0] * y / radius + grads[1] * x / square];
        }
    }

    /// <summary>A function of lambdas, for the odd cases.</summary>
    private sealed class Any(
        Func<FunctionContext, Tensor[], Tensor> forward, Func<FunctionContext, Tensor, IReadOnlyList<Tensor?>> backward, bool once = false) : Function
    {
        protected internal override bool IsOnceDifferentiable => once;

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs) => forward(context, inputs);

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => backward(context, grad);
    }

    [Test]
    public void First_and_second_derivatives_are_right()
    {
        var x = Leaf(0.5, -1.2, 2);
        GradCheck.Check(v => new Cube().Apply(v), x);
        GradCheck.CheckGradGrad(v => new Cube().Apply(v), x);
        GradCheck.CheckGradGrad(v => new Exponential().Apply(v), x);
        Tensor[] Both(Tensor[] v) => [.. new Polar().Apply(v[0], v[1])];
        GradCheck.Check(Both, [x, Leaf(1, 0.3, -0.7)]);
        GradCheck.CheckGradGrad(Both, [x, Leaf(1, 0.3, -0.7)]);
    }

    [Test]
    public void Third_derivative_through_a_saved_output()
    {
        var x = Leaf(0.7);
        var y = new Exponential().Apply(x);
        for (var order = 0; order < 3; order++) y = Functional.Grad(y, x, createGraph: true);
        Assert.That(y.Item(), Is.EqualTo(Math.Exp(0.7)).Within(1e-12));
    }

    [Test]
    public void The_node_has_the_class_s_name_and_outputs_that_have_no_derivative_have_no_node()
    {
        var outputs = new Polar().Apply(Leaf(1), Leaf(2));
        Assert.That(outputs[0].GradFn!.Name, Is.EqualTo("PolarBackward"));
        Assert.That(outputs[2].RequiresGrad, Is.False);
        Assert.That(new Exponential().Apply(Leaf(1)).GradFn!.Name, Is.EqualTo("ExponentialBackward"));
        var marked = new Any(
            (context, inputs) =>
            {
                var y = inputs[0] * 1.0;
                context.MarkNonDifferentiable(y);
                return y;
            },
            (_, grad) => [grad]).Apply(Leaf(1));
        Assert.That(marked.RequiresGrad, Is.False);
    }

    [Test]
    public void Nothing_is_recorded_or_saved_where_nothing_needs_it()
    {
        var recorded = new List<bool>();
        var function = new Any(
            (context, inputs) =>
            {
                recorded.Add(context.IsRecorded);
                recorded.Add(context.NeedsInputGrad(0));
                context.SaveForBackward(inputs[0]);
                return inputs[0] * 2.0;
            },
            (_, grad) => [grad * 2.0]);
        Assert.That(function.Apply(Tensor.From([1.0], DType.Float64)).RequiresGrad, Is.False);
        using (GradMode.NoGrad()) Assert.That(function.Apply(Leaf(1)).RequiresGrad, Is.False);
        Assert.That(function.Apply(Leaf(1)).RequiresGrad);
        Assert.That(recorded, Is.EqualTo(new[] { false, false, false, false, true, true }));
    }

    [Test]
    public void Backward_learns_which_gradients_are_wanted()
    {
        bool[]? wanted = null;
        var product = new Any(
            (context, inputs) =>
            {
                context.SaveForBackward(inputs);
                return inputs[0] * inputs[1];
            },
            (context, grad) =>
            {
                wanted = [context.NeedsInputGrad(0), context.NeedsInputGrad(1)];
                Assert.That(() => context.NeedsInputGrad(2), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                    "Any: there is no input 2 among 2; the first is 0 (Parameter 'input')"));
                return [context.NeedsInputGrad(0) ? grad * context.SavedTensors[1] : null, null];
            });
        var a = Leaf(2);
        product.Apply(a, Tensor.From([5.0], DType.Float64)).Backward();
        Assert.That((wanted![0], wanted[1], a.Grad!.Item()), Is.EqualTo((true, false, 5.0)));
        var b = Leaf(3);
        Functional.Grad(product.Apply(a * 1, b), a);
        Assert.That(wanted, Is.EqualTo(new[] { true, false }), "nobody asked for the gradient of b");
    }

    [Test]
    public void Gradients_are_brought_to_the_inputs_shapes_and_types()
    {
        var x = Tensor.From([1f], requiresGrad: true);
        var y = new Any((_, inputs) => inputs[0].To(DType.Float64).Expand(3).Clone(), (_, grad) => [grad * 2.0]).Apply(x);
        y.Sum().Backward();
        Assert.That((x.Grad!.DType, x.Grad.Item()), Is.EqualTo((DType.Float32, 6.0)));
    }

    [Test]
    public void Saved_tensors_are_guarded_and_released()
    {
        var x = Leaf(1, 2);
        var h = x * 1;
        var y = new Cube().Apply(h);
        h.MulInPlace(Tensor.From([2.0], DType.Float64));
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that CubeBackward needs for its gradient was overwritten in place (it is at version 1, "
            + "and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that needs "
            + "it"));
        var z = new Cube().Apply(x).Sum();
        z.Backward();
        Assert.That(() => z.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: the values that CubeBackward saved were released by an earlier Backward through it; if a state of the "
            + "previous step is still part of the graph, Detach() it; to go through the same graph again, pass retainGraph: true the "
            + "first time"));
        var kept = new Cube().Apply(x).Sum();
        kept.Backward(null, retainGraph: true);
        kept.Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 9.0, 36.0 }));
    }

    [Test]
    public void Outputs_that_are_inputs_or_share_memory_are_copied()
    {
        var x = Leaf(1, 2);
        foreach (var forward in new Func<Tensor, Tensor>[] { v => v, v => v.View(2), v => v.Detach() })
        {
            var y = new Any((_, inputs) => forward(inputs[0]), (_, grad) => [grad * 10.0]).Apply(x);
            Assert.That(y.SharesStorage(x), Is.False);
            Assert.That(Numbers(Functional.Grad(y.Sum(), x)), Is.EqualTo(new[] { 10.0, 10 }));
        }

        Assert.That(x.IsLeaf);
    }

    [Test]
    public void A_saved_output_that_was_copied_still_has_derivatives()
    {
        GradCheck.CheckGradGrad(v => new Any(
            (context, inputs) =>
            {
                var view = inputs[0].Detach()[..];
                context.SaveForBackward(view);
                return view;
            },
            (context, grad) => [grad * context.SavedTensors[0] / context.SavedTensors[0]]).Apply(v), Leaf(1.5, 2));
    }

    [Test]
    public void An_input_that_is_written_becomes_the_output()
    {
        var twice = new Any(
            (context, inputs) =>
            {
                context.MarkDirty(inputs[0]);
                inputs[0].MulInPlace(Tensor.From([2.0], DType.Float64));
                return inputs[0];
            },
            (_, grad) => [grad * 2.0]);
        var x = Leaf(1, 2, 3);
        var h = x * 3;
        var y = twice.Apply(h);
        Assert.That(y, Is.SameAs(h));
        (h * h).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 72.0, 144, 216 }), "(6x)²");

        x.ZeroGrad();
        var memory = x * 1;
        twice.Apply(memory[1..]);
        (memory * memory).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 2.0, 16, 24 }), "of a view, the part that it shows");

        Assert.That(() => twice.Apply(x), Throws.InvalidOperationException.With.Message.EqualTo(
            "Any: MarkDirty: a leaf that requires a gradient cannot be written in place, for its old value would be lost to the "
            + "graph; write under GradMode.NoGrad(), or compute a new tensor"));
        Assert.That(Numbers(x), Is.EqualTo(new[] { 1.0, 2, 3 }), "refused before it was written");
        var forgotten = new Any(
            (context, inputs) =>
            {
                context.MarkDirty(inputs[0]);
                return inputs[0] * 1.0;
            },
            (_, grad) => [grad]);
        Assert.That(() => forgotten.Apply(x * 1), Throws.InvalidOperationException.With.Message.EqualTo(
            "Any: an input of shape (3,) that was marked dirty must be returned as an output"));
        var stranger = new Any(
            (context, inputs) =>
            {
                context.MarkDirty(Tensor.Ones(2));
                return inputs[0] * 1.0;
            },
            (_, grad) => [grad]);
        Assert.That(() => stranger.Apply(x), Throws.ArgumentException.With.Message.EqualTo(
            "Any: MarkDirty: the tensor of shape (2,) is none of the inputs; pass one"));
    }

    [Test]
    public void A_once_differentiable_function_says_so_instead_of_being_wrong()
    {
        var byHand = new Any(
            (context, inputs) =>
            {
                context.SaveForBackward(inputs[0]);
                return inputs[0] * inputs[0];
            },
            (context, grad) =>
            {
                Assert.That(GradMode.IsEnabled, Is.False);
                return [Tensor.From(Numbers(context.SavedTensors[0]).Select((x, i) => 2 * x * Numbers(grad)[i]).ToArray())];
            },
            once: true);
        var x = Leaf(3);
        var first = Functional.Grad(byHand.Apply(x), x, createGraph: true);
        Assert.That(first.Item(), Is.EqualTo(6));
        Assert.That(() => Functional.Grad(first, x), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: Any is once differentiable, and this would be its second derivative; write its Backward in tensor operations "
            + "and drop IsOnceDifferentiable, or do not pass createGraph"));
        GradCheck.Check(v => byHand.Apply(v), x);
    }

    [Test]
    public void Mistakes_are_named()
    {
        var x = Leaf(1);
        var few = new Any((_, inputs) => inputs[0] * inputs[1], (_, grad) => [grad]);
        Assert.That(() => few.Apply(x, x).Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Any: Backward returned 1 gradients for 2 inputs; return one for each, null where there is none"));
        Assert.That(
            () => new Any((_, _) => null!, (_, grad) => [grad]).Apply(x), Throws.InvalidOperationException.With.Message.EqualTo(
                "Any: Forward returned no tensor; return what it computed"));
        Assert.That(() => new Cube().Apply(x, null!), Throws.ArgumentException.With.Message.EqualTo(
            "Cube: input 1 is null; pass a tensor (Parameter 'inputs')"));
        var shape = new Any((_, inputs) => inputs[0] * 1.0, (_, grad) => [Tensor.Ones([2, 3], DType.Float64)]);
        Assert.That(
            () => shape.Apply(Leaf(1, 2)).Sum().Backward(),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "Backward: AnyBackward returned a gradient of shape (2, 3) for an input of shape (2,); return one of that shape"));
    }

    [Test]
    public void Many_inputs_and_State()
    {
        var weighted = new Any(
            (context, inputs) =>
            {
                context.State = inputs.Length;
                return inputs.Aggregate((a, b) => a + b) * 2.0;
            },
            (context, grad) => [.. Enumerable.Repeat(grad * 2.0, (int)context.State!)]);
        var inputs = Enumerable.Range(0, 7).Select(i => Leaf(i)).ToArray();
        weighted.Apply(inputs).Backward();
        Assert.That(inputs.Select(x => x.Grad!.Item()), Is.All.EqualTo(2.0));
        Assert.That(inputs[0].Grad!.SharesStorage(inputs[1].Grad!), Is.False, "though Backward returned one tensor for all");
    }

    [Test]
    public void One_object_may_be_applied_many_times_and_in_a_module()
    {
        var cube = new Cube();
        var x = Leaf(2);
        (cube.Apply(x) + cube.Apply(x * 2)).Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(12 + 3 * 16 * 2));
        var w = Parameter.From(Tensor.From([1.5], DType.Float64));
        cube.Apply(w).Backward();
        Assert.That(w.Grad!.Item(), Is.EqualTo(3 * 2.25));
    }
}
