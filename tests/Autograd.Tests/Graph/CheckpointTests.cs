using System.Runtime.CompilerServices;
using Autograd.NN;

namespace Autograd.Tests.Graph;

[NonParallelizable]
public class CheckpointTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    private static double[] Numbers(Tensor? tensor) => tensor!.Detach().ToArray<double>();

    [Test]
    public void Numbers_are_those_without_for_inputs_and_parameters()
    {
        var x = Leaf(0.3, -0.8);
        var w = Leaf(1.5, 2);
        Tensor Block(Tensor h) => (h * w).Tanh() * h;
        var expected = Functional.Grad([(Block(Block(x * 2)) * 3).Sum()], [x, w]);
        var actual = Functional.Grad([(Checkpoint.Run(Block, Checkpoint.Run(Block, x * 2)) * 3).Sum()], [x, w]);
        Assert.That(Numbers(actual[0]), Is.EqualTo(Numbers(expected[0])));
        Assert.That(Numbers(actual[1]), Is.EqualTo(Numbers(expected[1])));
        (Checkpoint.Run(Block, Checkpoint.Run(Block, x * 2)) * 3).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(Numbers(expected[0])));
        Assert.That(Numbers(w.Grad), Is.EqualTo(Numbers(expected[1])), "though the input is no leaf and the parameter no input");
    }

    [Test]
    public void Only_a_parameter_may_require_a_gradient()
    {
        var w = Leaf(2);
        var y = Checkpoint.Run(x => x * w * w, Tensor.From([5.0], DType.Float64));
        Assert.That(y.GradFn!.Name, Is.EqualTo("CheckpointBackward"));
        y.Backward();
        Assert.That(w.Grad!.Item(), Is.EqualTo(20));
    }

    [Test]
    public void Gradient_checks_of_both_orders()
    {
        var (a, b, w) = (Leaf(0.3, -0.8), Leaf(1.1, 0.6), Leaf(0.9, 1.3));
        Tensor[] Run(Tensor[] x) => Checkpoint.Run(v => [(v[0] * x[2].Detach()).Tanh() * v[1], v[0] * v[0], v[1].ArgMax(dim: 0)], [x[0], x[1]]);
        GradCheck.Check(Run, [a, b, w.Detach()]);
        GradCheck.CheckGradGrad(Run, [a, b, w.Detach()]);
        GradCheck.CheckGradGrad(x => Checkpoint.Run(v => (v * x[1]).Tanh(), x[0]), a, w);
        GradCheck.CheckGradGrad(x => Checkpoint.Run(v => Checkpoint.Run(u => (u * x[1]).Tanh(), v) * v, x[0]), a, w);
    }

    [Test]
    public void Dropout_drops_the_same_elements_and_the_stream_goes_on()
    {
        var x = Tensor.Ones([1000], requiresGrad: true);
        Generator.ManualSeed(5);
        F.Dropout(x).Sum().Backward();
        var (expected, next) = (x.Grad!.ToArray<float>(), Tensor.Rand(3).ToArray<float>());
        x.ZeroGrad();
        Generator.ManualSeed(5);
        var y = Checkpoint.Run(v => F.Dropout(v), x);
        Assert.That(Tensor.Rand(3).ToArray<float>(), Is.EqualTo(next));
        y.Sum().Backward();
        Assert.That(x.Grad!.ToArray<float>(), Is.EqualTo(expected));
        Assert.That(y.ToArray<float>(), Is.EqualTo(expected), "dropout of ones");

        x.ZeroGrad();
        Checkpoint.Run(v => F.Dropout(v), x, preserveRandomState: false).Sum().Backward();
        Assert.That(x.Grad!.ToArray<float>(), Is.Not.EqualTo(expected));
    }

    [Test]
    public void Memory_falls_to_the_results_between_parts()
    {
        const int Layers = 16;
        const int Size = 100_000;
        var plain = HeldBy(Layers, Size, checkpointed: false);
        var checkpointed = HeldBy(Layers, Size, checkpointed: true);

        Assert.That(plain, Is.GreaterThanOrEqualTo(Layers), "every layer saves its tanh");
        Assert.That(checkpointed, Is.Zero, "what a part returns is a tensor of its own, and all else is gone");
    }

    /// <summary>How many of the results inside of the parts are alive between the forward and the backward pass.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int HeldBy(int layers, int size, bool checkpointed)
    {
        var results = new List<WeakReference>();
        Tensor Part(Tensor x)
        {
            for (var i = 0; i < 4; i++)
            {
                var h = x.Tanh();
                results.Add(new WeakReference(h));
                x = h * h;
                results.Add(new WeakReference(x));
            }

            return x;
        }

        var y = Forward();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var held = results.Count(result => result.IsAlive);
        y.Sum().Backward();
        return held;

        [MethodImpl(MethodImplOptions.NoInlining)]
        Tensor Forward()
        {
            var x = Tensor.Full([size], 0.5, requiresGrad: true);
            for (var i = 0; i < layers / 4; i++) x = checkpointed ? Checkpoint.Run(Part, x) : Part(x);
            return x;
        }
    }

    [Test]
    public void A_result_from_outside_that_is_no_input_is_refused()
    {
        var w = Leaf(2);
        var outside = w * 3;
        Assert.That(() => Checkpoint.Run(x => x * outside, Leaf(1)), Throws.InvalidOperationException.With.Message.EqualTo(
            "Checkpoint.Run: the function uses a result of MulBackward0 of shape (1,) that was computed outside of it and is none of its "
            + "inputs; pass it as an input, or Detach() it"));
        var y = Checkpoint.Run(x => [x[0] * x[1]], [Leaf(1), outside])[0];
        y.Backward();
        Assert.That(w.Grad!.Item(), Is.EqualTo(3));
    }

    [Test]
    public void A_function_that_does_something_else_the_second_time_is_refused()
    {
        var calls = 0;
        var y = Checkpoint.Run(x => calls++ == 0 ? x * 2 : x.Sum(), Leaf(1, 2));
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Checkpoint.Run: run again, the function gave something else: shape () where output 0 of 1 had shape (2,); it must compute "
            + "the same twice"));
    }

    [Test]
    public void Overwritten_inputs_and_parameters_are_noticed()
    {
        var (x, w) = (Leaf(1, 2), Leaf(3, 4));
        var h = x * 1;
        var y = Checkpoint.Run(v => v * w, h);
        h.AddInPlace(Tensor.From([1.0], DType.Float64));
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that CheckpointBackward needs for its gradient was overwritten in place (it is at "
            + "version 1, and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation "
            + "that needs it"));
        var z = Checkpoint.Run(v => v * w, x);
        using (GradMode.NoGrad()) w[..] = 1;
        Assert.That(() => z.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that CheckpointBackward needs for its gradient was overwritten in place (it is at "
            + "version 1, and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation "
            + "that needs it"));
    }

    [Test]
    public void Hooks_run_once_and_retained_graphs_run_again()
    {
        var (x, w) = (Leaf(1, 2), Leaf(3, 4));
        var seen = new List<string>();
        x.RegisterHook(_ => seen.Add("x"));
        w.RegisterHook(_ => seen.Add("w"));
        var y = Checkpoint.Run(
            v =>
            {
                var inner = v * w;
                inner.RegisterHook(_ => seen.Add("inner"));
                return inner * w;
            },
            x).Sum();
        y.Backward(null, retainGraph: true);
        Assert.That(seen, Is.EquivalentTo(new[] { "inner", "x", "w" }));
        y.Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 18.0, 32 }));
        Assert.That(() => y.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: the values that CheckpointBackward saved were released by an earlier Backward through it; if a state of the "
            + "previous step is still part of the graph, Detach() it; to go through the same graph again, pass retainGraph: true the "
            + "first time"));
    }

    [Test]
    public void Outputs_of_all_kinds()
    {
        var x = Leaf(1, 2);
        var constant = Tensor.From([9.0], DType.Float64);
        var outputs = Checkpoint.Run(v => [v[0], v[0] * 2, constant, v[0] > 1.0], [x]);
        Assert.That(outputs[0].SharesStorage(x), Is.False);
        Assert.That(outputs[2], Is.SameAs(constant));
        Assert.That(outputs[3].RequiresGrad, Is.False);
        (outputs[0] * 5 + outputs[1]).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.All.EqualTo(7.0));
        Assert.That(Checkpoint.Run(v => v * 2, constant).RequiresGrad, Is.False);
        using var off = GradMode.NoGrad();
        Assert.That(Checkpoint.Run(v => v * 2, x).RequiresGrad, Is.False);
    }
}
