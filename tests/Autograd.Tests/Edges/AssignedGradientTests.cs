namespace Autograd.Tests.Edges;

/// <summary>No two gradients share memory, and none is a leaf's own, whatever is assigned; and one that is missing is named.</summary>
public class AssignedGradientTests
{
    private static Tensor Leaf(params double[] values) => Tensor.From(values, requiresGrad: true);

    private static double[] Numbers(Tensor? tensor) => tensor!.Detach().ToArray<double>();

    [Test]
    public void The_tensor_itself_is_refused_and_a_part_of_its_memory_copied()
    {
        var x = Leaf(1, 2);
        Assert.That(() => x.Grad = x, Throws.ArgumentException.With.Message.StartsWith(
            "Grad: a gradient of shape (2,) that is the tensor itself, which would change with it; pass a Clone()"));
        foreach (var own in new[] { x.Data, x.Detach(), x[..], x.View(2), x.Detach().View(2, 1).View(2) })
        {
            x.Grad = own;
            (x * 2).Sum().Backward();
            Assert.That((Numbers(x.Grad), Numbers(x)), Is.EqualTo((new[] { 3.0, 4 }, new[] { 1.0, 2 })));
            using (GradMode.NoGrad()) x.Grad.MulInPlace(10);
            Assert.That(Numbers(x), Is.EqualTo(new[] { 1.0, 2 }));
        }

        var both = Tensor.Zeros([5], DType.Float64);
        var half = both[..3].Detach();
        half.RequiresGrad = true;
        half.Grad = both[2..];
        both.FillInPlace(7);
        (half * 2).Sum().Backward();
        Assert.That((Numbers(half.Grad), Numbers(both)), Is.EqualTo((new[] { 2.0, 2, 2 }, new[] { 7.0, 7, 7, 7, 7 })));
        Assert.That(() => x.Grad = Tensor.From([1f, 2f]), Throws.ArgumentException);
    }

    [Test]
    public void Gradients_share_no_memory()
    {
        var (a, b) = (Leaf(1, 2), Leaf(3, 4));
        a.Grad = b;
        (a * 2).Sum().Backward();
        Assert.That((Numbers(a.Grad), Numbers(b)), Is.EqualTo((new[] { 5.0, 6 }, new[] { 3.0, 4 })), "a leaf is no gradient");
        var g = Tensor.From([10.0, 20], DType.Float64);
        a.Grad = g;
        b.Grad = g;
        Accumulate();
        Assert.That(Numbers(g), Is.EqualTo(new[] { 10.0, 20 }), "what the user holds stays as it is");
        a.Grad = b.Grad;
        Accumulate();
        b.Grad = a.Grad!.Detach();
        Accumulate();
        Assert.That((Numbers(a.Grad), Numbers(b.Grad)), Is.EqualTo((new[] { 17.0, 27 }, new[] { 18.0, 28 })));
        var flat = Tensor.Zeros([4], DType.Float64);
        (a.Grad, b.Grad) = (flat[..2], flat[1..3]);
        Accumulate();
        using (GradMode.NoGrad()) a.Grad.MulInPlace(10);
        Assert.That((Numbers(a.Grad), Numbers(b.Grad)), Is.EqualTo((new[] { 20.0, 20 }, new[] { 3.0, 3 })));
        Assert.That(Numbers(flat), Is.All.Zero);

        void Accumulate()
        {
            (a * 2 + b * 3).Sum().Backward();
        }
    }

    [Test]
    public void A_gradient_assigned_to_itself_or_that_has_a_graph_stays()
    {
        var x = Leaf(1, 2);
        (x * 2).Sum().Backward();
        var grad = x.Grad;
        x.Grad = grad;
        Assert.That(x.Grad, Is.SameAs(grad));
        x.Grad = x * x;
        Assert.That(x.Grad!.RequiresGrad);
        (x * 1).Sum().Backward();
        Assert.That(Numbers(x.Grad), Is.EqualTo(new[] { 2.0, 5 }));
    }

    [Test]
    public void A_missing_gradient_says_why()
    {
        var w = Leaf(1, 2);
        Missing(() => w - 0.1 * w.Grad!, "Multiply", "a");
        Missing(() => w - w.Grad!, "Subtraction", "b");
        Missing(() => w * w.Grad!, "Multiply", "b");
        Missing(() => w.Grad! / 2, "Division", "a");
        Missing(() => -w.Grad!, "UnaryNegation", "x");
        Missing(() =>
        {
            w.Detach().SubInPlace(w.Grad!);
            return w;
        }, "SubInPlace", "other");
        Reason(w, "a leaf of shape (2,) that no Backward() has reached since it was made or ZeroGrad() dropped its gradient; "
            + "call Backward() on something computed from it first");
        Reason(w * 2, "a tensor of shape (2,) that is the result of an operation, and only leaves keep theirs; call RetainGrad() "
            + "before Backward()");
        Reason(w.Detach(), "a tensor of shape (2,) that does not require one; set RequiresGrad before the computation");

        static void Missing(Func<object> compute, string operation, string operand) => Assert.That(
            () => compute(), Throws.ArgumentNullException.With.Message.StartsWith(
                $"{operation}: {operand} is null; if it is a Grad: the last one that was asked for and missing is that of a leaf")
                .And.Property("ParamName").EqualTo(operand));

        static void Reason(Tensor tensor, string reason) => Assert.That(
            () => 1.0 * tensor.Grad!, Throws.ArgumentNullException.With.Message.EqualTo(
                $"Multiply: a is null; if it is a Grad: the last one that was asked for and missing is that of {reason} "
                + "(Parameter 'a')"));
    }
}
