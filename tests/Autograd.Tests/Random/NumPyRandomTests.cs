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
        int[] permutation = new NumPyRandom(5).Permutation(50);
        int[] array = Enumerable.Range(0, 50).ToArray();
        new NumPyRandom(5).Shuffle(array.AsSpan());
        var list = Enumerable.Range(0, 50).ToList();
        new NumPyRandom(5).Shuffle(list);
        int[] rows = Enumerable.Range(0, 150).ToArray();
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
        double first = random.RandN();
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
        for (int i = 0; i < 700; i++)
            random.Rand();

        random.SetState(state);
        Assert.That(new[] { random.RandN(), random.Rand(), random.RandN() }, Is.EqualTo(first));
    }

    [Test]
    public void Bad_arguments_are_refused_before_anything_is_drawn()
    {
        var random = new NumPyRandom(3);
        double next = new NumPyRandom(3).Rand();
        long[] indices = new long[4];
        Assert.Multiple(() =>
        {
            Assert.That(() => new NumPyRandom(-1), OutOfRange("the seed is -1"));
            Assert.That(() => random.Reseed(1L << 32), OutOfRange("4294967296"));
            Assert.That(() => new NumPyRandom([]), Throws.ArgumentException);
            Assert.That(() => random.SetState(default), Throws.ArgumentException.With.Message.Contains("0 words"));
            Assert.That(() => random.SetState(random.GetState() with { Position = 625 }),
                Throws.ArgumentException.With.Message.Contains("625"));
            Assert.That(() => random.Uniform(0, double.PositiveInfinity), Throws.ArgumentException);
            Assert.That(() => random.Normal(0, -1), OutOfRange("scale is -1"));
            Assert.That(() => random.Exponential(double.NaN), OutOfRange("NaN"));
            Assert.That(() => random.RandInt(0), Throws.ArgumentException.With.Message.Contains("[0, 0)"));
            Assert.That(() => random.FillRandInt<byte>(new byte[1], 0, 257), OutOfRange("256 does not fit into Byte"));
            Assert.That(() => random.FillRandInt<ulong>(new ulong[1], -1, 2), OutOfRange("-1 does not fit into UInt64"));
            Assert.That(() => random.Choice(0), OutOfRange("1 out of 0"));
            Assert.That(() => random.FillChoice(indices, 3, replace: false), OutOfRange("4 out of 3"));
            Assert.That(() => random.Choice([0.5, 0.4]), Throws.ArgumentException.With.Message.Contains("sum to 0.9"));
            Assert.That(() => random.Choice([1.5, -0.5]), Throws.ArgumentException.With.Message.Contains("-0.5"));
            Assert.That(() => random.FillChoice(indices, [1, 0, 0, 0, 0], replace: false),
                Throws.ArgumentException.With.Message.Contains("4 out of 1"));
            Assert.That(() => random.Permutation(-1), OutOfRange("n is -1"));
            Assert.That(() => random.FillPermutation<byte>(new byte[257]), OutOfRange("256 does not fit into Byte"));
            Assert.That(() => random.ShuffleRows<int>(new int[4], 3),
                Throws.ArgumentException.With.Message.Contains("rows of 3"));
            Assert.That(() => random.Shuffle((List<int>)null!), Throws.ArgumentNullException);
        });
        Assert.That(indices, Is.All.Zero);
        Assert.That(random.Rand(), Is.EqualTo(next));
    }

    static NUnit.Framework.Constraints.IResolveConstraint OutOfRange(string message) =>
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(message);

    delegate void Filler<T>(Span<T> values);

    static double Fill(Filler<double> fill)
    {
        double[] values = new double[1];
        fill(values);
        return values[0];
    }

    static long FillLong(Filler<long> fill)
    {
        long[] values = new long[1];
        fill(values);
        return values[0];
    }
}
