using NUnit.Framework.Constraints;

namespace Autograd.Tests;

public class RandomTensorTests
{
    [Test]
    public void Drawing_in_place_is_a_write_that_stops_the_gradient()
    {
        var x = Tensor.From([1.0, 2, 3, 4], DType.Float64, requiresGrad: true);
        var y = x * 2;
        var odd = y[TensorIndex.Slice(step: 2)];
        odd.UniformInPlace(5, 6, new Generator(1));
        Assert.That(y.ToArray<double>()[0], Is.InRange(5.0, 6.0));
        Assert.That(y.ToArray<double>()[1], Is.EqualTo(4.0));
        (y * y).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new double[] { 0, 16, 0, 32 }));
    }

    [Test]
    public void Drawing_over_a_saved_value_is_noticed()
    {
        var x = Tensor.From([1.0, 2], DType.Float64, requiresGrad: true);
        var h = x * 2;
        var y = h * h;
        h.BernoulliInPlace();
        Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2,) that MulBackward0 needs for its gradient was overwritten in place (it is at version 1, "
            + "and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation that needs "
            + "it"));
    }

    [Test]
    public void Leaves_are_drawn_over_only_where_nothing_is_recorded()
    {
        var x = Tensor.Zeros([3], requiresGrad: true);
        Assert.That(() => x.NormalInPlace(), Throws.InvalidOperationException.With.Message.EqualTo(
            "NormalInPlace: a leaf that requires a gradient cannot be written in place, for its old value would be lost to the "
            + "graph; write under GradMode.NoGrad(), or compute a new tensor"));
        Assert.That(x.ToArray<float>(), Is.All.Zero);
        using (GradMode.NoGrad()) Assert.That(x.NormalInPlace(), Is.SameAs(x));
        Assert.That(x.IsLeaf && x.RequiresGrad, Is.True);
        Assert.That(x.ToArray<float>(), Has.None.Zero);
    }

    [Test]
    public void Results_for_tensors_in_a_graph_are_of_no_graph()
    {
        var x = Tensor.From([0.5, 0.25], DType.Float64, requiresGrad: true);
        Assert.That(Tensor.Normal(x, x).RequiresGrad, Is.False);
        Assert.That(Tensor.Normal(x, 1).RequiresGrad, Is.False);
        Assert.That(Tensor.Poisson(x).RequiresGrad, Is.False);
        Assert.That(Tensor.Multinomial(x, 1).RequiresGrad, Is.False);
        Assert.That(Tensor.RandLike(x).RequiresGrad, Is.False);
        Assert.That(Tensor.RandNLike(x, requiresGrad: true).IsLeaf, Is.True);
    }

    [Test]
    public void Like_another_tensor()
    {
        var x = Tensor.Zeros([2, 3], DType.Float64).T;
        Assert.Multiple(() =>
        {
            Assert.That(Tensor.EmptyLike(x).Strides.ToArray(), Is.EqualTo(x.Strides.ToArray()));
            Assert.That(Tensor.EmptyLike(Tensor.Zeros(4, 6)[.., TensorIndex.Slice(step: 2)].T).Strides.ToArray(), Is.EqualTo(new[] { 1, 3 }));
            Assert.That(Tensor.EmptyLike(Tensor.Zeros(1, 3).Expand(2, 3)).IsContiguous, Is.True);
            Assert.That(Tensor.EmptyLike(x, DType.Int16).DType, Is.EqualTo(DType.Int16));
            Assert.That(Tensor.EmptyLike(x, requiresGrad: true).RequiresGrad, Is.True);
            Assert.That(Tensor.RandLike(x).DType, Is.EqualTo(DType.Float64));
            Assert.That(Tensor.RandNLike(x, DType.Float32).DType, Is.EqualTo(DType.Float32));
            Assert.That(Tensor.RandIntLike(x, 3, 4).ToArray<double>(), Is.All.EqualTo(3.0));
            Assert.That(Tensor.ZerosLike(x, requiresGrad: true).RequiresGrad, Is.True);
            Assert.That(Tensor.OnesLike(x, requiresGrad: true).ToArray<double>(), Is.All.EqualTo(1.0));
            Assert.That(Tensor.FullLike(x, 7, DType.Int32).ToArray<int>(), Is.All.EqualTo(7));
            Assert.That(Tensor.Empty(2, 3).Shape, Is.EqualTo(Shape.Create(2, 3)));
            Assert.That(Tensor.Empty([10_000], DType.Bool).Any().Item<bool>(), Is.False);
        });
    }

    [Test]
    public void Integers_below_a_bound()
    {
        var x = Tensor.RandInt(5, [1000], generator: new Generator(2));
        Assert.That(x.ToArray<long>(), Is.EqualTo(Tensor.RandInt(0, 5, [1000], generator: new Generator(2)).ToArray<long>()));
        Assert.That(x.ToArray<long>(), Is.All.InRange(0, 4).And.Some.Zero.And.Some.EqualTo(4));
    }

    [Test]
    public void Categories_of_weight_0_are_never_drawn()
    {
        var weights = Tensor.From([[0.0, 1, 0, 2], [3, 0, 0, 0]], DType.Float64);
        var drawn = Tensor.Multinomial(weights, 200, replacement: true, new Generator(4));
        Assert.That(drawn[0].ToArray<long>(), Is.All.AnyOf(1L, 3L).And.Some.EqualTo(1).And.Some.EqualTo(3));
        Assert.That(drawn[1].ToArray<long>(), Is.All.Zero);
        Assert.That(Tensor.Multinomial(weights[0], 2).ToArray<long>(), Is.EquivalentTo(new long[] { 1, 3 }));
        Assert.That(Tensor.Multinomial(weights, 1).Shape, Is.EqualTo(Shape.Create(2, 1)));
        Assert.That(Tensor.Multinomial(Tensor.Zeros(0, 3), 2).Shape, Is.EqualTo(Shape.Create(0, 2)));
    }

    [Test]
    public void Samples_have_the_distributions_mean()
    {
        // 6 standard errors of the mean of 20,000 numbers.
        const int n = 20_000;
        var g = new Generator(7);
        Assert.Multiple(() =>
        {
            Near(Tensor.Poisson(Tensor.Full([n], 4.0, DType.Float64), g), 4, 2);
            Near(Tensor.Poisson(Tensor.Full([n], 100.0, DType.Float64), g), 100, 10);
            Near(Tensor.Empty([n], DType.Float64).GeometricInPlace(0.25, g), 4, 3.5);
            Near(Tensor.Empty([n], DType.Float64).ExponentialInPlace(0.5, g), 2, 2);
            Near(Tensor.Multinomial(Tensor.From([1.0, 2, 1], DType.Float64), n, true, g).Double(), 1, 0.75);
        });

        static void Near(Tensor samples, double mean, double std) =>
            Assert.That(samples.Mean().Item(), Is.EqualTo(mean).Within(6 * std / Math.Sqrt(n)));
    }

    [Test]
    public void Bad_arguments_are_refused_before_anything_is_drawn()
    {
        var g = new Generator(3);
        var before = g.GetState();
        var x = Tensor.Zeros(2, 3);
        var integers = Tensor.Zeros([2, 3], DType.Int32);
        var truths = Tensor.Zeros([2, 3], DType.Bool);
        Assert.Multiple(() =>
        {
            Assert.That(() => integers.UniformInPlace(0, 1, g), Refuses(
                "UniformInPlace: the tensor is Int32; only floating tensors are filled from this distribution"));
            Assert.That(() => integers.NormalInPlace(0, 1, g), Refuses(
                "NormalInPlace: the tensor is Int32; only floating tensors are filled from this distribution"));
            Assert.That(() => integers.ExponentialInPlace(1, g), Refuses(
                "ExponentialInPlace: the tensor is Int32; only floating tensors are filled from this distribution"));
            Assert.That(() => integers.CauchyInPlace(0, 1, g), Refuses(
                "CauchyInPlace: the tensor is Int32; only floating tensors are filled from this distribution"));
            Assert.That(() => integers.LogNormalInPlace(0, 1, g), Refuses(
                "LogNormalInPlace: the tensor is Int32; only floating tensors are filled from this distribution"));
            Assert.That(() => truths.GeometricInPlace(0.5, g), Refuses(
                "GeometricInPlace: a Bool tensor holds no counts; use BernoulliInPlace, or another type"));
            Assert.That(() => x.UniformInPlace(1, 0, g), Refuses(
                "Uniform: no range [1, 0) in this type. Pass finite bounds with from <= to, at most 3.4028234663852886E+38 apart."));
            Assert.That(() => x.NormalInPlace(0, -1, g), OutOfRange(
                "Normal: std is -1. Pass a standard deviation of at least 0. (Parameter 'std')"));
            Assert.That(() => x.T.NormalInPlace(0, -1, g), OutOfRange(
                "Normal: std is -1. Pass a standard deviation of at least 0. (Parameter 'std')"));
            Assert.That(() => x.ExponentialInPlace(-1, g), OutOfRange("Exponential: lambda is -1. Pass a rate of at least 0. (Parameter 'lambda')"));
            Assert.That(() => x.LogNormalInPlace(0, 0, g), OutOfRange("LogNormal: std is 0. Pass a standard deviation above 0. (Parameter 'std')"));
            Assert.That(() => x.GeometricInPlace(0, g), OutOfRange("Geometric: p is 0. Pass a probability between 0 and 1. (Parameter 'p')"));
            Assert.That(() => x.BernoulliInPlace(2, g), OutOfRange("Bernoulli: the probability is 2. Pass one in [0, 1]. (Parameter 'p')"));
            Assert.That(() => x.BernoulliInPlace(Tensor.Zeros(2), g), Refuses(
                "BernoulliInPlace: a value of shape (2,) does not broadcast to shape (2, 3); its sizes must be those, or 1"));
            Assert.That(() => x.BernoulliInPlace(integers, g), Refuses("BernoulliInPlace: probabilities of type Int32; use Float32 or Float64"));
            Assert.That(() => x.RandomInPlace(3, 3, g), Refuses("RandomInPlace: no integer in [3, 3). Pass low < high."));
            Assert.That(() => truths.RandomInPlace(0, 3, g), OutOfRange(
                "RandomInPlace: integers of [0, 3) do not fit into Bool; use 0 to 2 (Parameter 'high')"));
            Assert.That(() => x.Expand(2, 2, 3).UniformInPlace(0, 1, g), Throws.InvalidOperationException.With.Message.EqualTo(
                "UniformInPlace: the tensor of shape (2, 2, 3) is expanded: several of its elements are one number in memory; "
                + "Clone() it first"));
            Assert.That(() => Tensor.RandLike(integers, generator: g), Refuses(
                "RandLike: numbers of type Int32; pass dtype: DType.Float32 or Float64"));
            Assert.That(() => Tensor.RandNLike(integers, generator: g), Refuses(
                "RandNLike: numbers of type Int32; pass dtype: DType.Float32 or Float64"));
            Assert.That(() => Tensor.RandIntLike(x, 3, 3, generator: g), Refuses("RandIntLike: no integer in [3, 3). Pass low < high."));
            Assert.That(() => Tensor.RandInt(0, 3, [2], DType.Bool, g), OutOfRange(
                "RandInt: integers of [0, 3) do not fit into Bool; use 0 to 2 (Parameter 'high')"));
            Assert.That(() => Tensor.RandPerm(-1, generator: g), OutOfRange("RandPerm: -1 integers; there must be none or more (Parameter 'n')"));
            Assert.That(() => Tensor.RandPerm(3, DType.Bool, g), Refuses("RandPerm: integers of type Bool; use another type"));
            Assert.That(() => Tensor.RandPerm(257, DType.UInt8, g), OutOfRange(
                "RandPerm: 256 does not fit into Byte. Use a narrower range or a wider type. (Parameter 'destination')"));
            Assert.That(() => Tensor.Normal(x, -Tensor.Ones(3), g), Refuses("Normal: a standard deviation is -1; each must be at least 0"));
            Assert.That(() => Tensor.Normal(0.0, Tensor.From([1.0, double.NaN], DType.Float64), g), Refuses(
                "Normal: a standard deviation is NaN; each must be at least 0"));
            Assert.That(() => Tensor.Normal(x, integers, g), Refuses("Normal: standard deviations of type Int32; use Float32 or Float64"));
            Assert.That(() => Tensor.Normal(integers, x, g), Refuses("Normal: numbers of type Int32; use Float32 or Float64"));
            Assert.That(() => Tensor.Normal(x, -1.0, g), OutOfRange(
                "Normal: std is -1. Pass a standard deviation of at least 0. (Parameter 'std')"));
            Assert.That(() => Tensor.Normal(x, Tensor.Ones(2), g), Refuses(
                "Normal: shapes (2, 3) and (2,) do not broadcast: sizes 3 and 2 meet in dimension 1; they must be equal, or one of them 1"));
            Assert.That(() => Tensor.Poisson(integers, g), Refuses("Poisson: numbers of type Int32; use Float32 or Float64"));
            Assert.That(() => Tensor.Poisson(-Tensor.Ones(2), g), OutOfRange(
                "Poisson: a rate is -1. Pass finite rates of at least 0. (Parameter 'rates')"));
            Assert.That(() => Tensor.Poisson(Tensor.From([double.PositiveInfinity], DType.Float64), g), OutOfRange(
                "Poisson: a rate is Infinity. Pass finite rates of at least 0. (Parameter 'rates')"));
            Assert.That(() => Tensor.Multinomial(integers, 1, false, g), Refuses(
                "Multinomial: weights of type Int32; convert with Float() or Double()"));
            Assert.That(() => Tensor.Multinomial(Tensor.Ones(), 1, false, g), Refuses(
                "Multinomial: weights of shape (); use (categories,) or (rows, categories)"));
            Assert.That(() => Tensor.Multinomial(Tensor.Ones(2, 2, 2), 1, false, g), Refuses(
                "Multinomial: weights of shape (2, 2, 2); use (categories,) or (rows, categories)"));
            Assert.That(() => Tensor.Multinomial(Tensor.Ones(2), 0, false, g), OutOfRange(
                "Multinomial: 0 samples; draw at least one (Parameter 'numSamples')"));
            Assert.That(() => Tensor.Multinomial(Tensor.Ones(2), 3, false, g), OutOfRange(
                "Multinomial: 3 samples of 2 categories without replacement; draw fewer, or with replacement: true (Parameter 'numSamples')"));
            Assert.That(() => Tensor.Multinomial(Tensor.Zeros(2), 1, true, g), Refuses(
                "Multinomial: 1 out of 0 categories with a weight above 0. Draw fewer, or with replacement."));
            Assert.That(() => Tensor.Multinomial(Tensor.From([1.0, 0, 2], DType.Float64), 3, false, g), Refuses(
                "Multinomial: 3 out of 2 categories with a weight above 0. Draw fewer, or with replacement."));
            Assert.That(() => Tensor.Multinomial(Tensor.From([[1.0, 1], [1, -1]], DType.Float64), 1, true, g), Refuses(
                "Multinomial: a weight is -1. Pass finite weights of at least 0."));
            Assert.That(() => g.FillPoisson(new double[2], new double[3]), Refuses("Poisson: 3 rates for 2 elements. Pass one for each element."));
        });
        Assert.That(x.ToArray<float>(), Is.All.Zero);
        Assert.That(g.GetState(), Is.EqualTo(before));
    }

    private static IResolveConstraint Refuses(string message) => Throws.ArgumentException.With.Message.EqualTo(message);

    private static IResolveConstraint OutOfRange(string message) =>
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(message);
}
