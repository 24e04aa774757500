namespace Autograd.Tests.Graph;

public class LeafTests
{
    [Test]
    public void Leaves_and_results()
    {
        var plain = Tensor.From([1.0], DType.Float64);
        var leaf = Tensor.From([1.0], DType.Float64, requiresGrad: true);
        var result = leaf * 2;
        Assert.That((plain.RequiresGrad, plain.IsLeaf, plain.GradFn), Is.EqualTo((false, true, (Node?)null)));
        Assert.That((leaf.RequiresGrad, leaf.IsLeaf, leaf.GradFn), Is.EqualTo((true, true, (Node?)null)));
        Assert.That((result.RequiresGrad, result.IsLeaf), Is.EqualTo((true, false)));
        Assert.That((plain * 2).RequiresGrad, Is.False);
        Assert.That((plain * 2).IsLeaf);
    }

    [TestCase(DType.Bool)]
    [TestCase(DType.UInt8)]
    [TestCase(DType.Int8)]
    [TestCase(DType.Int16)]
    [TestCase(DType.Int32)]
    [TestCase(DType.Int64)]
    public void Only_floating_tensors_require_gradients(DType dtype)
    {
        Assert.That(
            () => Tensor.Zeros([2], dtype, requiresGrad: true),
            Throws.InvalidOperationException.With.Message.EqualTo(
                $"RequiresGrad: only floating tensors can require gradients, not {dtype}; convert with To(DType.Float32) first"));
        Assert.That(() => Tensor.Zeros([2], dtype).RequiresGrad = false, Throws.Nothing);
    }

    [Test]
    public void The_flag_of_a_leaf_can_be_changed_and_of_a_result_cannot()
    {
        var x = Tensor.From([1.0], DType.Float64);
        x.RequiresGrad = true;
        var y = x * 2;
        y.RequiresGrad = true;
        Assert.That(y.GradFn, Is.Not.Null);
        Assert.That(
            () => y.RequiresGrad = false,
            Throws.InvalidOperationException.With.Message.EqualTo(
                "RequiresGrad: only a leaf's flag can be changed, and this is the result of MulBackward0; use Detach()"));
        x.RequiresGrad = false;
        Assert.That((x * 2).RequiresGrad, Is.False);
    }

    [Test]
    public void Integer_results_end_the_graph()
    {
        var x = Tensor.From([1.5], DType.Float64, requiresGrad: true);
        Assert.That(x.To(DType.Int64).RequiresGrad, Is.False);
        Assert.That(x.To(DType.Int64).IsLeaf);
    }

    [Test]
    public void Detach_shares_memory_and_no_graph()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var y = x * 3;
        var d = y.Detach();
        Assert.That((d.RequiresGrad, d.IsLeaf, d.SharesStorage(y)), Is.EqualTo((false, true, true)));
        (y * d).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 9.0, 18.0 }));
        d.AddInPlace(1);
        Assert.That(y.ToArray<double>(), Is.EqualTo(new[] { 4.0, 7.0 }));
    }

    [Test]
    public void A_write_to_detached_memory_is_seen_by_the_version_check()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var y = x * x;
        x.Detach().AddInPlace(1);
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that MulBackward0 needs for its gradient was overwritten in place (it is at version 1, "
            + "and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that needs "
            + "it"));
    }

    [Test]
    public void Data_is_the_same_memory_outside_the_graph()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        x.Data.AddInPlace(1);
        Assert.That(x.ToArray<double>(), Is.EqualTo(new[] { 2.0, 3.0 }));
        Assert.That(x.Data.RequiresGrad, Is.False);
    }

    [Test]
    public void Setting_Data_aliases_the_source()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var source = Tensor.From(new[,] { { 5.0, 6.0, 7.0 } });
        x.Data = source;
        Assert.That((x.IsLeaf, x.RequiresGrad, x.SharesStorage(source)), Is.EqualTo((true, true, true)));
        Assert.That(x.Shape, Is.EqualTo(Shape.Create(1, 3)));
        source.FillInPlace(9);
        Assert.That(x.ToArray<double>(), Is.EqualTo(new[] { 9.0, 9, 9 }));
        (x * 2).Sum().Backward();
        Assert.That(x.Grad!.Shape, Is.EqualTo(Shape.Create(1, 3)));
    }

    [Test]
    public void Setting_Data_is_a_write_for_the_version_check()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var y = x * x;
        x.Data = Tensor.From([3.0, 4.0], DType.Float64);
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that MulBackward0 needs for its gradient was overwritten in place (it is at version 1, "
            + "and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that needs "
            + "it"));
    }

    [Test]
    public void A_leaf_given_another_shape_mid_graph_is_an_error()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var y = (x * 3).Sum();
        x.Data = Tensor.From([1.0, 2.0, 3.0], DType.Float64);
        Assert.That(() => y.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a leaf had shape (2,) when the graph was recorded, and its Data were replaced by data of shape (3,) "
            + "since, so its gradient has no place; run the forward pass again after replacing Data"));
    }

    [Test]
    public void Integer_data_for_a_leaf_that_requires_a_gradient_is_refused()
    {
        var x = Tensor.From([1.0], DType.Float64, requiresGrad: true);
        Assert.That(() => x.Data = Tensor.From([1L]), Throws.InvalidOperationException.With.Message.EqualTo(
            "Data: a tensor that requires a gradient cannot take data of type Int64; convert them with To(DType.Float32)"));
    }

    [Test]
    public void A_gradient_of_another_shape_or_type_cannot_be_set()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        Assert.That(() => x.Grad = Tensor.From([1.0], DType.Float64), Throws.ArgumentException.With.Message.EqualTo(
            "Grad: a gradient of shape (1,) and type Float64 for a tensor of shape (2,) and type Float64; they must be the same"));
        Assert.That(() => x.Grad = Tensor.From([1f, 2f]), Throws.ArgumentException.With.Message.EqualTo(
            "Grad: a gradient of shape (2,) and type Float32 for a tensor of shape (2,) and type Float64; they must be the same"));
        x.Grad = Tensor.From([1.0, 2.0], DType.Float64);
        x.Grad = null;
        Assert.That(x.Grad, Is.Null);
    }
}
