using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>A checkpoint runs its function twice, so what may happen only once is refused before it happens.</summary>
[NonParallelizable]
public class RecomputationTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    private static double[] Numbers(Tensor? tensor) => tensor!.Detach().ToArray<double>();

    private static IEnumerable<TestCaseData> Writes()
    {
        yield return Case("in place", t => t.AddInPlace(1));
        yield return Case("through a view", t => t.View(2, 2).MulInPlace(2));
        yield return Case("by index", t => t[[0]] = Tensor.From([5.0], DType.Float64));
        yield return Case("to its data", t => t.Data.FillInPlace(3));
        yield return Case("detached", t => t.Detach().AddInPlace(1));
        yield return Case("where nothing is recorded", t =>
        {
            using var off = GradMode.NoGrad();
            t.AddInPlace(1);
        });
        yield return Case("in a checkpoint inside", t => Checkpoint.Run(
            u =>
            {
                t.AddInPlace(1);
                return u * u;
            },
            t * 1));

        static TestCaseData Case(string name, Action<Tensor> write) => new TestCaseData(write).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Writes))]
    public void An_input_is_not_written(Action<Tensor> write)
    {
        var x = Leaf(1, 2, 3, 4);
        foreach (var input in new[] { x, x * 1, x.Detach() })
        {
            Assert.That(
                () => Checkpoint.Run(
                    t =>
                    {
                        write(t[0]);
                        return [t[0] * t[0] * t[1]];
                    },
                    [input, x * 1]),
                Throws.InvalidOperationException.With.Message.Contains("checkpoint").Or.Message.Contains("leaf"));
            Assert.That(Numbers(input), Is.EqualTo(new[] { 1.0, 2, 3, 4 }), "refused before it was written");
        }
    }

    [Test]
    public void What_the_function_made_is_its_own_to_write()
    {
        var x = Leaf(1, 2, 3, 4);
        Checkpoint.Run(
            t =>
            {
                var copy = t.Clone();
                copy.AddInPlace(1);
                return copy * copy;
            },
            x * 1).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 4.0, 6, 8, 10 }));
    }

    [Test]
    public void A_leaf_that_the_function_writes_is_refused()
    {
        var w = Leaf(1, 2);
        Assert.That(
            () => Checkpoint.Run(
                t =>
                {
                    using (GradMode.NoGrad()) w.MulInPlace(2);
                    return t * w;
                },
                Leaf(1, 1)),
            Throws.InvalidOperationException.With.Message.StartsWith(
                "Checkpoint.Run: the function writes in place to a leaf of shape (2,) that it is differentiated by"));
    }

    [Test]
    public void A_function_that_returns_nothing_is_named()
    {
        var x = Leaf(1, 2);
        const string Nothing = "Checkpoint.Run: the function returned no tensor; return what it computed";
        Assert.That(() => Checkpoint.Run((Tensor t) => null!, x), Throws.InvalidOperationException.With.Message.EqualTo(
            "Checkpoint.Run: output 0 of the 1 that the function returned is null; return what it computed"));
        Assert.That(() => Checkpoint.Run(t => null!, [x]), Throws.InvalidOperationException.With.Message.EqualTo(Nothing));
        Assert.That(() => Checkpoint.Run(t => [], [x]), Throws.InvalidOperationException.With.Message.EqualTo(Nothing));
        Assert.That(() => Checkpoint.Run(t => [x], [x, null!]), Throws.ArgumentException.With.Message.EqualTo(
            "Checkpoint.Run: input 1 is null; pass a tensor (Parameter 'inputs')"));
        var runs = 0;
        var y = Checkpoint.Run(t => runs++ == 0 ? t * 2 : null!, x);
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException);
    }

    [Test]
    public void An_exception_inside_leaves_all_as_it_was()
    {
        var (x, runs) = (Leaf(1, 2), 0);
        Generator.ManualSeed(3);
        var y = Checkpoint.Run(t => ++runs == 2 ? throw new FormatException() : F.Dropout(t * t, 0.5), x).Sum();
        var next = Tensor.Rand(2).ToArray<float>();
        Generator.ManualSeed(3);
        F.Dropout(x.Detach(), 0.5);
        Tensor.Rand(2);
        var after = Tensor.Rand(2).ToArray<float>();
        Generator.ManualSeed(3);
        F.Dropout(x.Detach(), 0.5);
        Assert.That(Tensor.Rand(2).ToArray<float>(), Is.EqualTo(next));
        Assert.That(() => y.Backward(null, retainGraph: true), Throws.TypeOf<FormatException>());
        Assert.That(GradMode.IsEnabled);
        Assert.That(Tensor.Rand(2).ToArray<float>(), Is.EqualTo(after), "the stream is where it was");
        y.Backward();
        Assert.That(Numbers(x.Grad), Has.Some.Not.EqualTo(0).Or.All.EqualTo(0));
        Assert.That(() => Checkpoint.Run((Tensor t) => throw new FormatException(), x), Throws.TypeOf<FormatException>());
        x.ZeroGrad();
        Checkpoint.Run(t => t * t, x).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 2.0, 4 }));
    }

    [Test]
    public void Another_type_the_second_time_is_named()
    {
        var runs = 0;
        var y = Checkpoint.Run(t => runs++ == 0 ? t * 2 : t.To(DType.Float32), Leaf(1, 2));
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Checkpoint.Run: run again, the function gave something else: type Float32 where output 0 of 1 had type Float64; it "
            + "must compute the same twice"));
    }

    [Test]
    public void Inputs_twice_as_outputs_and_in_place_afterwards()
    {
        var x = Leaf(1, 2);
        var outputs = Checkpoint.Run(t => [t[0], t[1], t[0] * 2, t[0].View(2, 1)], [x, x]);
        foreach (var output in outputs) output.AddInPlace(1);
        (outputs[0] + outputs[1] * 10 + outputs[2] * 100 + outputs[3].View(2) * 1000).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.All.EqualTo(1 + 10 + 200 + 1000));
        Assert.That(Numbers(x), Is.EqualTo(new[] { 1.0, 2 }));
    }
}
