namespace Autograd.Tests.Indexing;

/// <summary>Indices that are known at run time only: a number of them, and numbers in tensors.</summary>
public class RuntimeIndexTests
{
    private static Tensor X => Tensor.Arange(24).Reshape(2, 3, 4);

    [Test]
    public void An_array_of_indices_is_as_many_indices()
    {
        TensorIndex[] last = [.. Enumerable.Repeat((TensorIndex)(..), 2), ^1];
        Assert.That(X[last].Equal(X[.., .., ^1]), Is.True);
        Assert.That(X[new TensorIndex[] { 1, 2 }].Equal(X[1, 2]), Is.True);
        Assert.That(X[new TensorIndex[] { 1 }].Equal(X[1]), Is.True);
        Assert.That(X[Array.Empty<TensorIndex>()].Equal(X), Is.True);
        TensorIndex[] advanced = [new[] { 0, 1 }, TensorIndex.Ellipsis, new[] { 3, 0 }];
        Assert.That(X[advanced].Equal(X[new[] { 0, 1 }, TensorIndex.Ellipsis, new[] { 3, 0 }]), Is.True);
        Assert.That(X[Enumerable.Repeat((TensorIndex)0, 3).ToArray()].Item(), Is.EqualTo(0));
    }

    [Test]
    public void An_array_of_indices_can_be_assigned_to_and_differentiated()
    {
        TensorIndex[] at = [Range.All, 1, 2];
        var x = X.Float();
        x[at] = 100;
        Assert.That(x[.., 1, 2].ToArray<float>(), Is.EqualTo(new[] { 100f, 100f }));
        x[at] -= 1;
        Assert.That(x.Sum().Item(), Is.EqualTo(X.Sum().Item() - 6 - 18 + 198));
        var leaf = X.Float();
        leaf.RequiresGrad = true;
        leaf[at].Sum().Backward();
        Assert.That(leaf.Grad!.Sum().Item(), Is.EqualTo(2));
    }

    [Test]
    public void An_array_of_indices_stands_alone()
    {
        TensorIndex[] at = [0, 1];
        Assert.That(() => X[at, 1], Throws.ArgumentException.With.Message.EqualTo(
            "Indexer: a TensorIndex[] of 2 among 2 indices; it stands alone, put all of them in it"));
        Assert.That(() => X[new TensorIndex[] { at, 1 }], Throws.ArgumentException);
        Assert.That(() => X[new TensorIndex[65]], Throws.ArgumentException.With.Message.StartsWith("Indexer: 65 indices; there can be 64"));
    }

    [Test]
    public void A_list_is_still_a_list() => Assert.That(X[[1]].Shape == (1, 3, 4), Is.True);

    [TestCase(DType.Int64)]
    [TestCase(DType.Int32)]
    [TestCase(DType.UInt8)]
    public void A_tensor_of_no_dimension_is_a_number(DType dtype)
    {
        var one = Tensor.From(1, dtype);
        Assert.That(X[one].Equal(X[1]), Is.True);
        Assert.That(X[.., one].Equal(X[.., 1]), Is.True);
        Assert.That(X[one, [0, 2]].Equal(X[1, [0, 2]]), Is.True);
        var view = X;
        view[one] = 0;
        Assert.That(view.Sum().Item(), Is.EqualTo(66));
        view[0][one][one].FillInPlace(1000);
        Assert.That(view[0, 1, 1].Item(), Is.EqualTo(1000), "the number gives a view");
        foreach (var t in Tensor.Arange(2)) Assert.That(X[t].Shape == (3, 4), Is.True);
    }
}
