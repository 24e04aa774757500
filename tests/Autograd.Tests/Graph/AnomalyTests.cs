using System.Runtime.CompilerServices;

namespace Autograd.Tests.Graph;

public class AnomalyTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    [Test]
    public void The_first_NaN_is_named_with_the_line_that_made_the_operation()
    {
        var x = Leaf(1, 0, 4);
        using var detect = GradMode.DetectAnomaly();
        var root = RootOf(x);
        var loss = (root * Tensor.From([1.0, 0, 1], DType.Float64)).Sum();
        var e = Assert.Throws<AnomalyException>(() => loss.Backward())!;
        Assert.That(e.Operation, Is.EqualTo("SqrtBackward0"));
        Assert.That(e.Message, Does.StartWith(
            "Backward: SqrtBackward0 made a gradient of shape (3,) for its input 0 that is NaN in 1 of 3 elements, the first at [1]; "
            + "the gradient that it was handed had none"));
        Assert.That(e.Message, Does.Contain("SqrtBackward0 was recorded").And.Contain("AnomalyTests.RootOf()").And.Contain(
            "The_first_NaN_is_named_with_the_line_that_made_the_operation()"));
        Assert.That(e.Message, Does.Match(@"RootOf\(\) in .*AnomalyTests\.cs:line \d+"));
        Assert.That(e.Message, Does.Not.Contain("Tensor.Sqrt"), "the library's own frames say nothing new");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor RootOf(Tensor x) => x.Sqrt();

    [Test]
    public void NaN_that_was_handed_in_is_not_blamed_on_the_operation()
    {
        var x = Leaf(1);
        using var detect = GradMode.DetectAnomaly();
        Assert.That(() => (x * 2).Backward(Tensor.From([double.NaN], DType.Float64)), Throws.TypeOf<AnomalyException>().With.Message.Contains(
            "the gradient that it was handed had NaN in it, too: it began there"));
    }

    [Test]
    public void A_formula_that_fails_is_named_with_its_place()
    {
        var x = Leaf(1, 2);
        using var detect = GradMode.DetectAnomaly();
        var h = x * 1;
        var y = h * h;
        h.AddInPlace(Tensor.From([1.0], DType.Float64));
        var e = Assert.Throws<AnomalyException>(() => y.Sum().Backward())!;
        Assert.That(e.Message, Does.StartWith("Backward: MulBackward0 failed: Backward: a tensor of shape (2,) that MulBackward0 needs"));
        Assert.That(e.Message, Does.Contain("MulBackward0 was recorded"));
        Assert.That(e.InnerException, Is.TypeOf<InvalidOperationException>());
    }

    [Test]
    public void An_operation_from_before_has_no_place_and_says_how_to_get_one()
    {
        var y = Leaf(0).Sqrt() * 0;
        using var detect = GradMode.DetectAnomaly();
        Assert.That(() => y.Backward(), Throws.TypeOf<AnomalyException>().With.Message.EndsWith(
            "SqrtBackward0 was recorded outside of GradMode.DetectAnomaly(): open it around the forward computation too, to learn where"));
    }

    [Test]
    public void A_part_of_a_derivative_is_traced_to_the_operation_that_was_differentiated()
    {
        using var detect = GradMode.DetectAnomaly();
        var x = Leaf(0);
        var y = Quartic(x);
        var first = Functional.Grad(y, x, createGraph: true);
        var second = first.Sqrt() * 0;
        Assert.That(() => second.Backward(), Throws.TypeOf<AnomalyException>().With.Message.Contains("SqrtBackward0"));
        var node = Nodes(first.GradFn!).First(n => n.Hooks?.RecordedAt?.ToString().Contains("as part of the derivative of") == true);
        Assert.That(
            node.Hooks!.RecordedAt!.ToString(),
            Does.Contain("as part of the derivative of PowBackward0, which was recorded").And.Contain("Quartic()"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor Quartic(Tensor x) => x.Pow(4);

    private static IEnumerable<Node> Nodes(Node root) =>
        new[] { root }.Concat(root.NextFunctions.Where(n => n is not null).SelectMany(n => Nodes(n!)));

    [Test]
    public void Right_passes_give_the_same_numbers_and_leave_nothing_behind()
    {
        var x = Leaf(0.5, 2);
        Tensor Loss() => ((x * x).Tanh() + x[1..] * x[..1]).Sum();
        Loss().Backward();
        var expected = x.Grad!.ToArray<double>();
        x.ZeroGrad();
        using (GradMode.DetectAnomaly())
        {
            Assert.That(GradMode.IsDetectingAnomalies);
            Loss().Backward();
        }

        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(expected));
        Assert.That(GradMode.IsDetectingAnomalies, Is.False);
        Assert.That((x * x).GradFn!.Hooks, Is.Null);
        Assert.That((Leaf(0).Sqrt() * 0).Sum().GradFn, Is.Not.Null);
        Assert.That(() => (Leaf(0).Sqrt() * 0).Sum().Backward(), Throws.Nothing);
    }

    [Test]
    public async Task The_mode_flows_with_async_code_and_stays_out_of_other_flows()
    {
        var opened = new TaskCompletionSource();
        var close = new TaskCompletionSource();
        var inside = Detecting();
        await opened.Task;
        Assert.That(GradMode.IsDetectingAnomalies, Is.False);
        Assert.That((Leaf(1) * 2).GradFn!.Hooks, Is.Null);
        close.SetResult();
        await inside;

        async Task Detecting()
        {
            using var detect = GradMode.DetectAnomaly();
            opened.SetResult();
            await close.Task;
            await Task.Run(() => Assert.That((Leaf(1) * 2).GradFn!.Hooks, Is.Not.Null));
        }
    }

    [Test]
    public void Scopes_nest_and_dispose_twice_without_harm()
    {
        var outer = GradMode.DetectAnomaly();
        using (GradMode.DetectAnomaly()) Assert.That(GradMode.IsDetectingAnomalies);
        Assert.That(GradMode.IsDetectingAnomalies);
        outer.Dispose();
        outer.Dispose();
        Assert.That(GradMode.IsDetectingAnomalies, Is.False);
        using (GradMode.DetectAnomaly()) Assert.That(GradMode.IsDetectingAnomalies);
    }
}
