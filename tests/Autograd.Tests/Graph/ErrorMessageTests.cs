namespace Autograd.Tests.Graph;

public class ErrorMessageTests
{
    [Test]
    public void Second_backward()
    {
        var x = Tensor.From([1.0], DType.Float64, requiresGrad: true);
        var y = x * x;
        y.Backward();
        Assert.That(() => y.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: the values that MulBackward0 saved were released by an earlier Backward through it; if a state of the previous "
            + "step is still part of the graph, Detach() it; to go through the same graph again, pass retainGraph: true the first time"));
    }

    [Test]
    public void Backward_of_more_than_a_number()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        Assert.That(() => (x * x).Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: only a single number has an implicit gradient, and this has shape (2,); reduce it with Sum() or Mean(), "
            + "or pass its gradient"));
    }

    [Test]
    public void Backward_without_a_graph()
    {
        Assert.That(() => Tensor.From([1.0], DType.Float64).Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: the tensor does not require a gradient: nothing it was computed from does, or it was computed under "
            + "GradMode.NoGrad() or detached; set RequiresGrad on the leaves before the computation, and if it is made of gradients, "
            + "compute these with createGraph: true"));
    }

    [Test]
    public void A_gradient_of_another_shape()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        Assert.That(() => (x * x).Backward(Tensor.From([1.0], DType.Float64)), Throws.ArgumentException.With.Message.EqualTo(
            "Backward: a gradient of shape (1,) for a tensor of shape (2,); they must be the same"));
    }

    [Test]
    public void A_saved_value_was_overwritten()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var h = x * 2;
        var y = h * h;
        h.AddInPlace(1);
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that MulBackward0 needs for its gradient was overwritten in place (it is at version 1, "
            + "and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that needs it"));
    }

    [Test]
    public void A_leaf_in_place()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        Assert.That(() => x.AddInPlace(1), Throws.InvalidOperationException.With.Message.EqualTo(
            "AddInPlace: a leaf that requires a gradient cannot be written in place, for its old value would be lost to the graph; "
            + "write under GradMode.NoGrad(), or compute a new tensor"));
        Assert.That(() => x.View(2, 1).FillInPlace(1), Throws.InvalidOperationException.With.Message.EqualTo(
            "FillInPlace: a view of a leaf that requires a gradient cannot be written in place; write under GradMode.NoGrad()"));
        Assert.That(x.ToArray<double>(), Is.EqualTo(new[] { 1.0, 2.0 }), "nothing was written");
    }

    [Test]
    public void An_expanded_tensor_in_place()
    {
        var x = Tensor.Zeros(1).Expand(3);
        Assert.That(() => x.AddInPlace(1), Throws.InvalidOperationException.With.Message.EqualTo(
            "AddInPlace: the tensor of shape (3,) is expanded: several of its elements are one number in memory; Clone() it first"));
    }

    [Test]
    public void A_view_made_under_NoGrad_in_place()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var h = x * 2;
        Tensor view;
        using (GradMode.NoGrad()) view = h.View(2, 1);
        Assert.That(() => view.MulInPlace(3), Throws.InvalidOperationException.With.Message.EqualTo(
            "MulInPlace: this view was made under GradMode.NoGrad(), so a write to it cannot be recorded for the tensor behind it; "
            + "make the view where recording is on, or write under GradMode.NoGrad() too"));
        using (GradMode.NoGrad()) view.MulInPlace(3);
        Assert.That(h.ToArray<double>(), Is.EqualTo(new[] { 6.0, 12.0 }));
    }

    [Test]
    public void In_place_values_that_do_not_fit()
    {
        var x = Tensor.Zeros(2);
        Assert.That(() => x.AddInPlace(Tensor.Zeros(3)), Throws.ArgumentException.With.Message.EqualTo(
            "AddInPlace: a value of shape (3,) does not broadcast to shape (2,); its sizes must be those, or 1"));
        Assert.That(() => x.CopyInPlace(Tensor.Zeros(2, 2)), Throws.ArgumentException.With.Message.EqualTo(
            "CopyInPlace: a value of shape (2, 2) does not broadcast to shape (2,); its sizes must be those, or 1"));
        var i = Tensor.Zeros([2], DType.Int64);
        Assert.That(() => i.AddInPlace(Tensor.From([0.5f, 0.5f])), Throws.ArgumentException.With.Message.EqualTo(
            "AddInPlace: the result is Float32 and cannot be stored in Int64; compute out of place, or convert the tensor"));
        Assert.That(() => i.DivInPlace(2), Throws.ArgumentException.With.Message.EqualTo(
            "DivInPlace: the quotient is floating, and the tensor is Int64; divide out of place, or convert it first"));
        Assert.That(() => x.RetainGrad(), Throws.InvalidOperationException.With.Message.EqualTo(
            "RetainGrad: the tensor does not require a gradient, so it will never have one; set RequiresGrad before the computation"));
    }

    [Test]
    public void A_pass_inside_a_pass_through_the_same_nodes()
    {
        var x = Tensor.From([1.0], DType.Float64, requiresGrad: true);
        var h = x * 2;
        var y = CallbackNode.Apply(h, _ => h.Backward());
        Assert.That(() => y.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: MulBackward0 is part of a Backward that is still running (on another thread, or around this one); "
            + "build a graph of its own for each, or run them one after the other"));
    }
}
