namespace Autograd.Tests.MathOps;

/// <summary>Types, edges and in-place forms of what picks from several operands or blends them.</summary>
public class BlendingTests
{
    [Test]
    public void Integers()
    {
        var x = Tensor.From([-3, 0, 5]);
        Assert.That(x.Clamp(Tensor.From([-1, -1, -1]), Tensor.From(2L)).ToArray<int>(), Is.EqualTo(new[] { -1, 0, 2 }));
        Assert.That(x.Fmax(Tensor.From([0, 1, 2])).ToArray<int>(), Is.EqualTo(new[] { 0, 1, 5 }));
        Assert.That(x.Fmin(Tensor.From([0, 1, 2])).ToArray<int>(), Is.EqualTo(new[] { -3, 0, 2 }));
        Assert.That(x.Heaviside(Tensor.From([7, 7, 7])).ToArray<int>(), Is.EqualTo(new[] { 0, 7, 1 }));
        Assert.That(x.AddCMul(x, x, 2).ToArray<int>(), Is.EqualTo(new[] { 15, 0, 55 }));
        Assert.That(x.NanToNum().ToArray<int>(), Is.EqualTo(new[] { -3, 0, 5 }));
        Assert.That(x.Frac().ToArray<int>(), Is.All.EqualTo(0));
        Assert.That(x.Lerp(x + 1, 0.5).ToArray<float>(), Is.EqualTo(new[] { -2.5f, 0.5f, 5.5f }));
        Assert.That(x.Hypot(Tensor.From([4, 1, 12])).ToArray<float>(), Is.EqualTo(new[] { 5f, 1, 13 }));
        Assert.That(x.CopySign(-1.0).ToArray<float>(), Is.EqualTo(new[] { -3f, -0f, -5f }));
        Assert.That(Tensor.Pow(2, Tensor.From([3L, 0, -1])).ToArray<long>(), Is.EqualTo(new[] { 8L, 1, 0 }));
        Assert.That(Tensor.Pow(2.0, Tensor.From([3L, 0, -1])).ToArray<float>(), Is.EqualTo(new[] { 8f, 1, 0.5f }));
    }

    [Test]
    public void A_weight_of_one_gives_the_end_exactly()
    {
        var (a, b) = (Tensor.From([0.1, 1e20], DType.Float64), Tensor.From([0.3, 0.7], DType.Float64));
        Assert.That(a.Lerp(b, 1).ToArray<double>(), Is.EqualTo(b.ToArray<double>()));
        Assert.That(a.Lerp(b, 0).ToArray<double>(), Is.EqualTo(a.ToArray<double>()));
        Assert.That(a.Lerp(b, Tensor.From([1.0, 0.0], DType.Float64)).ToArray<double>(), Is.EqualTo(new[] { 0.3, 1e20 }));
    }

    [Test]
    public void In_place_forms_join_the_graph()
    {
        var x = Tensor.From([1.0, -2, 3], DType.Float64, requiresGrad: true);
        var y = x * 2;
        var view = y[1..];
        y.ClampInPlace(-3, 5);
        Assert.That(view.ToArray<double>(), Is.EqualTo(new[] { -3.0, 5 }));
        y.LerpInPlace(Tensor.From([10.0, 10, 10], DType.Float64), 0.5);
        y.AddCMulInPlace(Tensor.From([1.0, 2, 3], DType.Float64), x, 2);
        y.AddCDivInPlace(x, Tensor.From([1.0, 2, 4], DType.Float64), -1);
        Assert.That(y.ToArray<double>(), Is.EqualTo(new[] { 7, -3.5, 24.75 }));
        y.Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 1 + 2 - 1, 4 - 0.5, 6 - 0.25 }));
    }

    [Test]
    public void In_place_forms_refuse_what_they_cannot_hold()
    {
        var (x, integers) = (Tensor.Zeros(2), Tensor.From([1, 2]));
        Assert.That(
            () => integers.ClampInPlace(0.5),
            Throws.ArgumentException.With.Message.EqualTo(
                "ClampInPlace: the result is Float32 and cannot be stored in Int64; compute out of place, or convert the tensor"));
        Assert.That(() => integers.LerpInPlace(integers, 0.5), Throws.ArgumentException.With.Message.EqualTo(
            "LerpInPlace: the result is floating, and the tensor is Int64; compute out of place, or convert it first"));
        Assert.That(() => integers.AddCDivInPlace(integers, integers), Throws.ArgumentException.With.Message.EqualTo(
            "AddCDivInPlace: the result is floating, and the tensor is Int64; compute out of place, or convert it first"));
        Assert.That(
            () => x.AddCMulInPlace(Tensor.Ones(3), x),
            Throws.ArgumentException.With.Message.EqualTo(
                "AddCMulInPlace: a value of shape (3,) does not broadcast to shape (2,); its sizes must be those, or 1"));
        Assert.That(() => x.LerpInPlace(Tensor.Ones(2, 2), 1), Throws.ArgumentException.With.Message.EqualTo(
            "LerpInPlace: a value of shape (2, 2) does not broadcast to shape (2,); its sizes must be those, or 1"));
        var leaf = Tensor.Ones([2], requiresGrad: true);
        Assert.That(() => leaf.ClampInPlace(0), Throws.InvalidOperationException.With.Message.EqualTo(
            "ClampInPlace: a leaf that requires a gradient cannot be written in place, for its old value would be lost to the graph; "
            + "write under GradMode.NoGrad(), or compute a new tensor"));
        using (GradMode.NoGrad()) leaf.ClampInPlace(max: 0.5);
        Assert.That(leaf.ToArray<float>(), Is.All.EqualTo(0.5f));
    }

    [Test]
    public void Arguments_are_checked()
    {
        var (x, integers) = (Tensor.Zeros(2), Tensor.From([1, 2]));
        Assert.That(() => x.Clamp((Tensor?)null, null), Throws.ArgumentException.With.Message.EqualTo(
            "Clamp: neither min nor max is given; pass at least one"));
        Assert.That(() => integers.AddCMul(integers, integers, 0.5), Throws.ArgumentException.With.Message.EqualTo(
            "AddCMul: integers times 0.5 are not integers; convert with To(DType.Float32) first"));
        Assert.That(
            () => integers.AddCDiv(integers, integers),
            Throws.ArgumentException.With.Message.EqualTo(
                "AddCDiv: a quotient of Int64 and Int64 is no Int64; convert one with To(DType.Float32) first"));
        Assert.That(() => x.Lerp(x, Tensor.Ones(3)), Throws.ArgumentException.With.Message.EqualTo(
            "Lerp: shapes (2,) and (3,) do not broadcast: sizes 2 and 3 meet in dimension 0; they must be equal, or one of them 1"));
        Assert.That(() => integers.Round(2), Throws.ArgumentException.With.Message.EqualTo(
            "Round: Int64 to 2 decimals; only floating tensors have any: convert with To(DType.Float32) first"));
        Assert.That(integers.Round(0).ToArray<int>(), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(() => x.Polygamma(-1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Polygamma: an order of -1; it must be 0 or more (Parameter 'n')"));
        Assert.That(() => Tensor.From([true]).Frac(), Throws.ArgumentException.With.Message.EqualTo(
            "Frac: not defined for Bool; convert with To(DType.Int64) first"));
    }

    /// <summary>What is masked out leaves nothing behind, in derivatives of derivatives neither.</summary>
    [Test]
    public void Masked_gradients_are_exact_zeros()
    {
        var inf = double.PositiveInfinity;
        Assert.That(Gradient(x => x.Clamp(-1, 1) * inf, -2, 2), Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(Gradient(x => x.NanToNum() * inf, double.NaN, inf), Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(Gradient(x => x.Hardtanh() * inf, -2, 1), Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(Gradient(x => x.Hardshrink() * inf, 0.5, 0), Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(Gradient(x => x.Threshold(0, 1) * inf, 0, -inf), Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(Gradient(x => x.Fmax(Tensor.From([5.0, double.NaN], DType.Float64)) * Tensor.From([inf, 1], DType.Float64), 1, 2), Is.EqualTo(new[] { 0.0, 1 }));

        var a = Tensor.From([0.0, 0.0], DType.Float64, requiresGrad: true);
        var b = Tensor.From([2.0, 0.0], DType.Float64, requiresGrad: true);
        var grads = Functional.Grad([a.Pow(b).Sum()], [a, b], createGraph: true);
        Assert.That(grads[0]!.ToArray<double>(), Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(grads[1]!.ToArray<double>(), Is.EqualTo(new[] { 0.0, 0 }));
        var second = Functional.Grad([grads[0]!.Sum() + grads[1]!.Sum()], [a, b]);
        Assert.That(second[0]!.ToArray<double>(), Is.EqualTo(new[] { 2.0, 0 }));
        Assert.That(second[1]!.ToArray<double>(), Is.EqualTo(new[] { 0.0, 0 }));
    }

    [Test]
    public void Powers_of_zero()
    {
        var exponents = new[] { 0.0, -0.0, 1, 2, double.PositiveInfinity, -1, double.NegativeInfinity };
        var x = Tensor.From(exponents, requiresGrad: true);
        var y = Tensor.Pow(0.0, x);
        Assert.That(y.ToArray<double>(), Is.EqualTo(new[] { 1, 1, 0, 0, 0, double.PositiveInfinity, double.PositiveInfinity }));
        y.Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { 0, 0, 0, 0, 0, double.NegativeInfinity, double.NegativeInfinity }));
    }

    private static double[] Gradient(Func<Tensor, Tensor> f, params double[] values)
    {
        var x = Tensor.From(values, requiresGrad: true);
        f(x).Sum().Backward();
        return x.Grad!.ToArray<double>();
    }
}
