namespace Autograd.Tests.MathOps;

/// <summary>Types, NaN and arguments of the activations.</summary>
public class ActivationEdgeTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["elu"] = x => x.Elu(),
        ["celu"] = x => x.Celu(),
        ["selu"] = x => x.Selu(),
        ["leaky relu"] = x => x.LeakyRelu(),
        ["mish"] = x => x.Mish(),
        ["hardtanh"] = x => x.Hardtanh(),
        ["relu6"] = x => x.Relu6(),
        ["hardswish"] = x => x.Hardswish(),
        ["hardsigmoid"] = x => x.Hardsigmoid(),
        ["softplus"] = x => x.Softplus(),
        ["softsign"] = x => x.Softsign(),
        ["softshrink"] = x => x.Softshrink(),
        ["hardshrink"] = x => x.Hardshrink(),
        ["tanhshrink"] = x => x.Tanhshrink(),
        ["threshold"] = x => x.Threshold(0, 1),
        ["log sigmoid"] = x => x.LogSigmoid(),
        ["prelu"] = x => x.Prelu(Tensor.From(0.25)),
    };

    private static IEnumerable<string> Names => Functions.Keys;

    [TestCaseSource(nameof(Names))]
    public void NaN_stays_NaN(string name)
    {
        var x = Tensor.Full([21], double.NaN, DType.Float64);
        Assert.That(Functions[name](x).ToArray<double>(), Is.All.NaN);
        Assert.That(Functions[name](x.Float()).ToArray<float>(), Is.All.NaN);
    }

    [TestCaseSource(nameof(Names))]
    public void Integers_become_Float32_or_stay(string name)
    {
        var x = Tensor.From([-5, -1, 0, 2, 7]);
        var result = Functions[name](x);
        Assert.That(result.DType, Is.EqualTo(name is "hardtanh" or "relu6" or "threshold" ? DType.Int64 : DType.Float32));
        Assert.That(result.Float().AllClose(Functions[name](x.Float())), Is.True);
    }

    [TestCaseSource(nameof(Names))]
    public void The_gradient_of_a_sum_is_that_of_ones(string name)
    {
        var (a, b) = (Tensor.Arange(-9.5, 9.5).Double(), Tensor.Arange(-9.5, 9.5).Double());
        (a.RequiresGrad, b.RequiresGrad) = (true, true);
        Functions[name](a).Sum().Backward();
        Functions[name](b).Backward(Tensor.Ones([19], DType.Float64));
        Assert.That(a.Grad!.ToArray<double>(), Is.EqualTo(b.Grad!.ToArray<double>()));
    }

    [Test]
    public void Far_from_zero_nothing_overflows()
    {
        var x = Tensor.From([-1e30f, -500f, 500f, 1e30f]);
        Assert.That(x.Mish().ToArray<float>(), Is.EqualTo(new[] { 0f, 0, 500, 1e30f }));
        Assert.That(x.Softplus().ToArray<float>(), Is.EqualTo(new[] { 0f, 0, 500, 1e30f }));
        Assert.That(x.LogSigmoid().ToArray<float>(), Is.EqualTo(new[] { -1e30f, -500, 0, 0 }));
        Assert.That(x.Elu().ToArray<float>(), Is.EqualTo(new[] { -1f, -1, 500, 1e30f }));
        Assert.That(x.Hypot(x).ToArray<float>()[3], Is.EqualTo(1.41421354e30f).Within(1).Ulps);
        Assert.That(x.LogAddExp(x).ToArray<float>()[2], Is.EqualTo(500.693147f));
    }

    [Test]
    public void Softmin_prefers_the_smallest()
    {
        var x = Tensor.From([1.0, 2, 4], DType.Float64);
        Assert.That(x.Softmin(0).ToArray<double>(), Is.EqualTo((-x).Softmax(0).ToArray<double>()));
        Assert.That(Tensor.From(new byte[] { 0, 1 }).Softmin(0).ToArray<float>()[0], Is.EqualTo(0.731058598f).Within(1e-7));
        Assert.That(() => x.Softmin(1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Softmax: dim 1 is out of range for shape (3,); use -1 to 0 (Parameter 'dim')"));
    }

    [Test]
    public void Arguments_are_checked()
    {
        var x = Tensor.Zeros(2, 3);
        Assert.That(() => x.Glu(), Throws.ArgumentException.With.Message.EqualTo(
            "Glu: dimension -1 of shape (2, 3) has size 3, which is odd; it is to be halved"));
        Assert.That(() => Tensor.From(1f).Glu(), Throws.ArgumentException.With.Message.EqualTo(
            "Glu: a 0-dimensional tensor has no dimension to halve; it needs at least one"));
        Assert.That(() => x.Glu(2), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Glu: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"));
        Assert.That(() => x.Prelu(Tensor.Ones(2)), Throws.ArgumentException.With.Message.EqualTo(
            "Prelu: a weight of shape (2,) for an input of shape (2, 3); it must be one number, or of shape (3,)"));
        Assert.That(() => x.Prelu(Tensor.Ones(3, 1)), Throws.ArgumentException.With.Message.EqualTo(
            "Prelu: a weight of shape (3, 1) for an input of shape (2, 3); it must be one number, or of shape (3,)"));
        Assert.That(
            () => x.Softshrink(-1),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "Softshrink: lambd is -1; it must be 0 or more (Parameter 'lambd')"));
        Assert.That(() => x.Celu(0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Celu: alpha is 0; it divides, so pass another number (Parameter 'alpha')"));
        Assert.That(() => x.Hardtanh(1, -1), Throws.ArgumentException.With.Message.EqualTo("Hardtanh: minVal 1 is above maxVal -1; exchange them"));
        Assert.That(
            () => Tensor.From(new byte[] { 1 }).Hardtanh(),
            Throws.ArgumentException.With.Message.EqualTo("Hardtanh: minVal -1 is no UInt8; convert with To(DType.Int16) first"));
        Assert.That(() => Tensor.From([true]).Relu6(), Throws.ArgumentException.With.Message.EqualTo(
            "Relu6: not defined for Bool; convert with To(DType.Int64) first"));
        Assert.That(() => Tensor.From([true]).Threshold(0, 1), Throws.ArgumentException.With.Message.EqualTo(
            "Threshold: not defined for Bool; convert with To(DType.Int64) first"));
        Assert.That(Tensor.Zeros(0, 4).Glu().Shape, Is.EqualTo(Shape.Create(0, 2)));
    }
}
