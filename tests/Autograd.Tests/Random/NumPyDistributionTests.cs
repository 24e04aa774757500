using NUnit.Framework.Constraints;

namespace Autograd.Tests;

public class NumPyDistributionTests
{
    [Test]
    public void Bad_arguments_are_refused_before_anything_is_drawn()
    {
        var random = new NumPyRandom(3);
        var next = new NumPyRandom(3).Rand();
        Assert.Multiple(() =>
        {
            Assert.That(() => random.Gamma(-1), OutOfRange("Gamma: shape is -1. Pass one of at least 0. (Parameter 'shape')"));
            Assert.That(() => random.Gamma(1, double.NaN), OutOfRange("Gamma: scale is NaN. Pass one of at least 0. (Parameter 'scale')"));
            Assert.That(() => random.Beta(0, 1), OutOfRange("Beta: a is 0. Pass one above 0. (Parameter 'a')"));
            Assert.That(() => random.Beta(1, -1), OutOfRange("Beta: b is -1. Pass one above 0. (Parameter 'b')"));
            Assert.That(() => random.ChiSquare(0), OutOfRange("ChiSquare: df is 0. Pass one above 0. (Parameter 'df')"));
            Assert.That(() => random.NoncentralChiSquare(0, 1), OutOfRange("NoncentralChiSquare: df is 0. Pass one above 0. (Parameter 'df')"));
            Assert.That(() => random.NoncentralChiSquare(1, -1), OutOfRange(
                "NoncentralChiSquare: nonc is -1. Pass one of at least 0. (Parameter 'nonc')"));
            Assert.That(() => random.F(0, 1), OutOfRange("F: dfnum is 0. Pass one above 0. (Parameter 'dfnum')"));
            Assert.That(() => random.F(1, 0), OutOfRange("F: dfden is 0. Pass one above 0. (Parameter 'dfden')"));
            Assert.That(() => random.StandardT(0), OutOfRange("StandardT: df is 0. Pass one above 0. (Parameter 'df')"));
            Assert.That(() => random.Laplace(0, -1), OutOfRange("Laplace: scale is -1. Pass one of at least 0. (Parameter 'scale')"));
            Assert.That(() => random.Logistic(0, -1), OutOfRange("Logistic: scale is -1. Pass one of at least 0. (Parameter 'scale')"));
            Assert.That(() => random.Gumbel(0, -1), OutOfRange("Gumbel: scale is -1. Pass one of at least 0. (Parameter 'scale')"));
            Assert.That(() => random.LogNormal(0, -1), OutOfRange("LogNormal: sigma is -1. Pass one of at least 0. (Parameter 'sigma')"));
            Assert.That(() => random.Pareto(0), OutOfRange("Pareto: a is 0. Pass one above 0. (Parameter 'a')"));
            Assert.That(() => random.Weibull(-1), OutOfRange("Weibull: a is -1. Pass one of at least 0. (Parameter 'a')"));
            Assert.That(() => random.Power(0), OutOfRange("Power: a is 0. Pass one above 0. (Parameter 'a')"));
            Assert.That(() => random.Rayleigh(-1), OutOfRange("Rayleigh: scale is -1. Pass one of at least 0. (Parameter 'scale')"));
            Assert.That(() => random.VonMises(0, -1), OutOfRange("VonMises: kappa is -1. Pass one of at least 0. (Parameter 'kappa')"));
            Assert.That(() => random.Wald(0, 1), OutOfRange("Wald: mean is 0. Pass one above 0. (Parameter 'mean')"));
            Assert.That(() => random.Wald(1, 0), OutOfRange("Wald: scale is 0. Pass one above 0. (Parameter 'scale')"));
            Assert.That(() => random.Binomial(-1, 0.5), OutOfRange("Binomial: n is -1. Pass one of at least 0. (Parameter 'n')"));
            Assert.That(() => random.Binomial(1, 1.5), OutOfRange("Binomial: p is 1.5. Pass a probability in [0, 1]. (Parameter 'p')"));
            Assert.That(() => random.Poisson(-1), OutOfRange("Poisson: lam is -1. Pass one from 0 to 9.223372006484771E+18. (Parameter 'lam')"));
            Assert.That(() => random.Poisson(1e19), OutOfRange(
                "Poisson: lam is 1E+19. Pass one from 0 to 9.223372006484771E+18. (Parameter 'lam')"));
            Assert.That(() => random.Geometric(0), OutOfRange("Geometric: p is 0. Pass a probability above 0 and at most 1. (Parameter 'p')"));
            Assert.That(() => random.NegativeBinomial(0, 0.5), OutOfRange("NegativeBinomial: n is 0. Pass one above 0. (Parameter 'n')"));
            Assert.That(() => random.NegativeBinomial(1, 0), OutOfRange(
                "NegativeBinomial: p is 0. Pass a probability above 0 and at most 1. (Parameter 'p')"));
            Assert.That(() => random.Hypergeometric(-1, 1, 1), OutOfRange(
                "Hypergeometric: ngood is -1. Pass one of at least 0. (Parameter 'ngood')"));
            Assert.That(() => random.Hypergeometric(2, 3, 6), OutOfRange(
                "Hypergeometric: 6 drawn from 2 good and 3 bad. Draw at most as many as there are. (Parameter 'nsample')"));
            Assert.That(() => random.Hypergeometric(long.MaxValue, 3, 6), OutOfRange(
                "Hypergeometric: 6 drawn from 9223372036854775807 good and 3 bad. Draw at most as many as there are. (Parameter 'nsample')"));
            Assert.That(() => random.LogSeries(1), OutOfRange("LogSeries: p is 1. Pass one between 0 and 1. (Parameter 'p')"));
            Assert.That(() => random.Zipf(1), OutOfRange("Zipf: a is 1. Pass one above 1. (Parameter 'a')"));
            Assert.That(() => random.Triangular(0, 2, 1), Throws.ArgumentException.With.Message.EqualTo(
                "Triangular: left 0, mode 2, right 1. Pass left <= mode <= right with left < right."));
            Assert.That(() => random.Triangular(1, 1, 1), Throws.ArgumentException.With.Message.EqualTo(
                "Triangular: left 1, mode 1, right 1. Pass left <= mode <= right with left < right."));
            Assert.That(() => random.Dirichlet([1, 0], [2]), OutOfRange("Dirichlet: alpha is 0. Pass one above 0. (Parameter 'alpha')"));
            Assert.That(() => random.FillDirichlet(new double[3], [1, 2]),
                Throws.ArgumentException.With.Message.EqualTo(
                    "Dirichlet: 3 elements do not divide into rows of 2. Pass alpha and a whole number of rows. (Parameter 'alpha')"));
            Assert.That(() => random.Dirichlet([], [2]), Throws.ArgumentException.With.Message.EqualTo(
                "Dirichlet: 0 elements do not divide into rows of 0. Pass alpha and a whole number of rows. (Parameter 'alpha')"));
            Assert.That(() => random.Multinomial(-1, [1], [2]), OutOfRange("Multinomial: n is -1. Pass one of at least 0. (Parameter 'n')"));
            Assert.That(() => random.Multinomial(1, [0.6, 0.6, 0], [2]),
                Throws.ArgumentException.With.Message.EqualTo(
                    "Multinomial: all pvals but the last sum to 1.2. Divide them by their sum. (Parameter 'pvals')"));
            Assert.That(() => random.Multinomial(1, [-0.1, 1.1], [2]), OutOfRange(
                "Multinomial: pvals is -0.1. Pass a probability in [0, 1]. (Parameter 'pvals')"));
            Assert.That(() => random.FillMultinomial(new long[3], 1, [0.5, 0.5]),
                Throws.ArgumentException.With.Message.EqualTo(
                    "Multinomial: 3 elements do not divide into rows of 2. Pass pvals and a whole number of rows. (Parameter 'pvals')"));
        });
        Assert.That(random.Rand(), Is.EqualTo(next));
    }

    [Test]
    public void Tensors_have_the_shape_that_is_asked_for()
    {
        var random = new NumPyRandom(3);
        Assert.That(random.Dirichlet([1, 2], [3, 4]).Shape, Is.EqualTo(Shape.Create(3, 4, 2)));
        Assert.That(random.Multinomial(5, [0.5, 0.5], []).Shape, Is.EqualTo(Shape.Create(2)));
        Assert.That(random.Exponential(2, [2, 3]).DType, Is.EqualTo(DType.Float64));
        Assert.That(random.Poisson(2, [2, 3]).DType, Is.EqualTo(DType.Int64));
        Assert.That(random.Zipf(2, [0, 3]).Numel, Is.Zero);
    }

    [Test]
    public void Exponential_tensors_are_the_stream_of_single_draws()
    {
        var single = new NumPyRandom(8);
        double[] expected = [single.Exponential(3), single.Exponential(3), single.Exponential(3)];
        Assert.That(new NumPyRandom(8).Exponential(3, [3]).ToArray<double>(), Is.EqualTo(expected));
    }

    [Test]
    public void Rows_of_tensors_are_permuted_as_rows_of_arrays_are()
    {
        var rows = Enumerable.Range(0, 20).Select(i => (long)i).ToArray();
        new NumPyRandom(6).ShuffleRows(rows.AsSpan(), 4);
        var x = Tensor.Arange(20).Reshape(5, 4);
        Assert.That(new NumPyRandom(6).Permutation(x).ToArray<long>(), Is.EqualTo(rows));
        Assert.That(x[0, 0].Item(), Is.Zero);
        new NumPyRandom(6).Shuffle(x);
        Assert.That(x.ToArray<long>(), Is.EqualTo(rows));
        Assert.That(() => new NumPyRandom(6).Permutation(Tensor.Zeros()), Throws.ArgumentException.With.Message.EqualTo(
            "Permutation: a 0-dimensional tensor has no rows; pass one dimension or more"));
        Assert.That(() => new NumPyRandom(6).Shuffle(Tensor.Zeros()), Throws.ArgumentException.With.Message.EqualTo(
            "Shuffle: a 0-dimensional tensor has no rows; pass one dimension or more"));
    }

    [Test]
    public void Weighted_choices_are_tensors_too()
    {
        var expected = new long[6];
        new NumPyRandom(2).FillChoice(expected, [0.2, 0.3, 0.5]);
        Assert.That(new NumPyRandom(2).Choice([0.2, 0.3, 0.5], [2, 3]).ToArray<long>(), Is.EqualTo(expected));
        Assert.That(new NumPyRandom(2).Choice([0.2, 0.3, 0.5], [3], replace: false).ToArray<long>(), Is.EquivalentTo(new[] { 0, 1, 2 }));
    }

    private static IResolveConstraint OutOfRange(string message) =>
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(message);
}
