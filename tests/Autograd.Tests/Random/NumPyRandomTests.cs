namespace Autograd.Tests;

public class NumPyRandomTests
{
    [Test]
    public void Single_draws_and_fills_are_one_stream()
    {
        var single = new NumPyRandom(42);
        var filled = new NumPyRandom(42);
        Assert.Multiple(() =>
        {
            Assert.That(single.Rand(), Is.EqualTo(Fill(filled.FillRand)));
            Assert.That(single.RandN(), Is.EqualTo(Fill(filled.FillRandN)));
            Assert.That(single.Normal(3, 2), Is.EqualTo(Fill(values => filled.FillNormal(values, 3, 2))));
            Assert.That(single.Uniform(-1, 4), Is.EqualTo(Fill(values => filled.FillUniform(values, -1, 4))));
            Assert.That(single.Exponential(2), Is.EqualTo(Fill(values => filled.FillExponential(values, 2))));
            Assert.That(single.RandInt(5, 90), Is.EqualTo(FillLong(values => filled.FillRandInt(values, 5, 90))));
            Assert.That(single.RandInt(90), Is.EqualTo(FillLong(values => filled.FillRandInt(values, 0, 90))));
            Assert.That(single.RandInt(int.MinValue, int.MaxValue),
                Is.EqualTo(FillLong(values => filled.FillRandInt(values, int.MinValue, int.MaxValue))));
            Assert.That(single.RandInt(0L, 1L << 40), Is.EqualTo(FillLong(values => filled.FillRandInt(values, 0, 1L << 40))));
            Assert.That(single.Choice(90), Is.EqualTo(FillLong(values => filled.FillChoice(values, 90))));
            Assert.That(single.Choice([0.25, 0.5, 0.25]),
                Is.EqualTo(FillLong(values => filled.FillChoice(values, [0.25, 0.5, 0.25]))));
        });
    }

    [Test]
    public void Permutation_and_Shuffle_are_one_stream()
    {
        var permutation = new NumPyRandom(5).Permutation(50);
        var array = Enumerable.Range(0, 50).ToArray();
        new NumPyRandom(5).Shuffle(array.AsSpan());
        var list = Enumerable.Range(0, 50).ToList();
        new NumPyRandom(5).Shuffle(list);
        var rows = Enumerable.Range(0, 150).ToArray();
        new NumPyRandom(5).ShuffleRows(rows.AsSpan(), 3);

        Assert.That(array, Is.EqualTo(permutation));
        Assert.That(list, Is.EqualTo(permutation));
        Assert.That(rows, Is.EqualTo(permutation.SelectMany(i => new[] { 3 * i, 3 * i + 1, 3 * i + 2 })));
        Assert.That(permutation, Is.Unique.And.Not.Ordered);
    }

    [Test]
    public void The_words_are_PyTorchs_words()
    {
        // One word of the 32-bit stream is a whole draw of both libraries' integers.
        var numPy = new uint[2000];
        new NumPyRandom(43052).FillRandInt<uint>(numPy, 0, 1L << 32);
        var torch = new uint[2000];
        new Generator(43052).FillRandInt<uint>(torch, 0, uint.MaxValue);
        Assert.That(torch, Is.EqualTo(numPy));
    }

    [Test, NonParallelizable]
    public void Seed_restarts_the_default_generator()
    {
        var before = NumPyRandom.Default.GetState();
        try
        {
            Assert.That(NumPyRandom.Seed(42), Is.SameAs(NumPyRandom.Default));
            Assert.That(NumPyRandom.Default.Rand(), Is.EqualTo(new NumPyRandom(42).Rand()));
        }
        finally
        {
            NumPyRandom.Default.SetState(before);
        }
    }

    [Test]
    public void Reseeding_forgets_the_kept_normal()
    {
        var random = new NumPyRandom(7);
        var first = random.RandN();
        Assert.That(random.Reseed(7).RandN(), Is.EqualTo(first));
        Assert.That(random.Reseed([7u, 8u]).RandN(), Is.EqualTo(new NumPyRandom([7u, 8u]).RandN()));
    }

    [Test]
    public void Unseeded_generators_differ() => Assert.That(new NumPyRandom().Rand(), Is.Not.EqualTo(new NumPyRandom().Rand()));

    [Test]
    public void A_saved_state_does_not_change_with_the_generator()
    {
        var random = new NumPyRandom(9);
        random.RandN();
        var state = random.GetState();
        Assert.That(state.HasGauss, Is.True);
        double[] first = [random.RandN(), random.Rand(), random.RandN()];
        for (var i = 0; i < 700; i++)
            random.Rand();

        random.SetState(state);
        Assert.That(new[] { random.RandN(), random.Rand(), random.RandN() }, Is.EqualTo(first));
    }

    [Test]
    public void Bad_arguments_are_refused_before_anything_is_drawn()
    {
        var random = new NumPyRandom(3);
        var next = new NumPyRandom(3).Rand();
        var indices = new long[4];
        Assert.Multiple(() =>
        {
            Assert.That(() => new NumPyRandom(-1), OutOfRange(
                "NumPyRandom: the seed is -1. Pass one from 0 to 4294967295, as in NumPy. (Parameter 'seed')"));
            Assert.That(() => random.Reseed(1L << 32), OutOfRange(
                "NumPyRandom: the seed is 4294967296. Pass one from 0 to 4294967295, as in NumPy. (Parameter 'seed')"));
            Assert.That(() => new NumPyRandom([]), Throws.ArgumentException.With.Message.EqualTo(
                "NumPyRandom: the array of seeds is empty. Pass at least one. (Parameter 'key')"));
            Assert.That(() => random.SetState(default), Throws.ArgumentException.With.Message.EqualTo(
                "NumPyRandom.SetState: 0 words given; a state has 624. Pass what GetState returned. (Parameter 'state')"));
            Assert.That(() => random.SetState(random.GetState() with { Position = 625 }),
                Throws.ArgumentException.With.Message.EqualTo(
                    "NumPyRandom.SetState: the position is 625. Pass one from 0 to 624. (Parameter 'state')"));
            Assert.That(() => random.Uniform(0, double.PositiveInfinity), Throws.ArgumentException.With.Message.EqualTo(
                "Uniform: no range [0, Infinity). Pass bounds whose difference is finite."));
            Assert.That(() => random.Normal(0, -1), OutOfRange("Normal: scale is -1. Pass one of at least 0. (Parameter 'scale')"));
            Assert.That(() => random.Exponential(double.NaN), OutOfRange("Exponential: scale is NaN. Pass one of at least 0. (Parameter 'scale')"));
            Assert.That(() => random.RandInt(0), Throws.ArgumentException.With.Message.EqualTo("RandInt: no integer in [0, 0). Pass low < high."));
            Assert.That(() => random.FillRandInt<byte>(new byte[1], 0, 257), OutOfRange(
                "RandInt: 256 does not fit into Byte. Use a narrower range or a wider type. (Parameter 'high')"));
            Assert.That(() => random.FillRandInt<ulong>(new ulong[1], -1, 2), OutOfRange(
                "RandInt: -1 does not fit into UInt64. Use a narrower range or a wider type. (Parameter 'low')"));
            Assert.That(() => random.Choice(0), OutOfRange("Choice: 1 out of 0. Choose from at least 1. (Parameter 'n')"));
            Assert.That(() => random.FillChoice(indices, 3, replace: false), OutOfRange(
                "Choice: 4 out of 3. Choose from at least 4, or with replace: true. (Parameter 'n')"));
            Assert.That(() => random.Choice([0.5, 0.4]), Throws.ArgumentException.With.Message.EqualTo(
                "Choice: the probabilities sum to 0.9. Divide them by that. (Parameter 'p')"));
            Assert.That(() => random.Choice([1.5, -0.5]), Throws.ArgumentException.With.Message.EqualTo(
                "Choice: a probability is -0.5. Pass probabilities of at least 0. (Parameter 'p')"));
            Assert.That(() => random.FillChoice(indices, [1, 0, 0, 0, 0], replace: false),
                Throws.ArgumentException.With.Message.EqualTo(
                    "Choice: 4 out of 1 with a probability above 0. Choose fewer, or with replace: true. (Parameter 'p')"));
            Assert.That(() => random.Permutation(-1), OutOfRange("Permutation: n is -1. Pass the number of integers. (Parameter 'n')"));
            Assert.That(() => random.FillPermutation<byte>(new byte[257]), OutOfRange(
                "Permutation: 256 does not fit into Byte. Use a narrower range or a wider type. (Parameter 'destination')"));
            Assert.That(() => random.ShuffleRows<int>(new int[4], 3),
                Throws.ArgumentException.With.Message.EqualTo("Shuffle: 4 elements do not divide into rows of 3. Pass the length of a row."));
            Assert.That(() => random.Shuffle((List<int>)null!), Throws.ArgumentNullException);
        });
        Assert.That(indices, Is.All.Zero);
        Assert.That(random.Rand(), Is.EqualTo(next));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint OutOfRange(string message) =>
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(message);

    private delegate void Filler<T>(Span<T> values);

    private static double Fill(Filler<double> fill)
    {
        var values = new double[1];
        fill(values);
        return values[0];
    }

    private static long FillLong(Filler<long> fill)
    {
        var values = new long[1];
        fill(values);
        return values[0];
    }
}
