namespace Autograd.Tests.Shaping;

/// <summary>Repeats and parts at their edges, where PyTorch has rules of its own.</summary>
public class RepeatAndSplitTests
{
    [Test]
    public void One_repeat_in_a_list_serves_every_index()
    {
        var x = Tensor.From([1.0, 2, 3], DType.Float64, requiresGrad: true);
        var y = x.RepeatInterleave([2]);
        Assert.That(y.ToArray<double>(), Is.EqualTo(new double[] { 1, 1, 2, 2, 3, 3 }));
        (y * Tensor.From([1.0, 10, 100, 1000, 1e4, 1e5], DType.Float64)).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new double[] { 11, 1100, 110_000 }));
        Assert.That(Tensor.From([[1L, 2], [3, 4]]).RepeatInterleave([3], dim: 1).ToArray<long>(),
            Is.EqualTo(new long[] { 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4 }));
        Assert.That(x.RepeatInterleave([0]).Shape.ToArray(), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void Parts_of_size_0_are_one_empty_part_of_an_empty_dimension()
    {
        var parts = Tensor.Zeros(0, 3).Split(0);
        Assert.That(parts, Has.Length.EqualTo(1));
        Assert.That(parts[0].Shape.ToArray(), Is.EqualTo(new[] { 0, 3 }));
        Assert.That(Tensor.Zeros(2, 0).Split(0, dim: 1).Single().Shape.ToArray(), Is.EqualTo(new[] { 2, 0 }));
        Assert.That(() => Tensor.Zeros(2, 3).Split(0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Split: a size of 0; it must be positive (Parameter 'splitSize')"));
    }

    [Test]
    public void The_gradient_of_an_empty_part_is_empty()
    {
        var x = Tensor.Zeros([0, 3], requiresGrad: true);
        x.Split(0)[0].Sum().Backward();
        Assert.That(x.Grad!.Shape.ToArray(), Is.EqualTo(new[] { 0, 3 }));
    }
}
