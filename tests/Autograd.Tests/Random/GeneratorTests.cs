using System.Buffers.Binary;

namespace Autograd.Tests;

public class GeneratorTests
{
    [Test]
    public void The_notebooks_weights_come_out()
    {
        var expected = StreamFixture.Get("weights");
        var generator = new Generator(43052);
        float[] embedding = new float[3], weight = new float[3], bias = new float[3];
        generator.FillNormal(embedding);
        var bound = expected.GetProperty("weightBound").GetDouble();
        generator.FillUniform(weight, -bound, bound);
        generator.FillUniform(bias, -1.0, 1.0);

        Assert.That(embedding, Is.EqualTo(StreamFixture.Singles(expected.GetProperty("embedding"))));
        Assert.That(weight, Is.EqualTo(StreamFixture.Singles(expected.GetProperty("weight"))));
        Assert.That(bias, Is.EqualTo(StreamFixture.Singles(expected.GetProperty("bias"))));
    }

    [Test]
    public void The_notebooks_regression_data_come_out()
    {
        var generator = new Generator(43052);
        float[] x = new float[100], noise = new float[100];
        generator.FillNormal(x);
        Array.Sort(x);
        generator.FillNormal(noise);
        var y = x.Zip(noise, (x, e) => 2.5f + 4f * x + e * 0.5f).ToArray();

        var expected = StreamFixture.Get("regression");
        Assert.That(x, Is.EqualTo(StreamFixture.Singles(expected.GetProperty("x"))));
        Assert.That(y, Is.EqualTo(StreamFixture.Singles(expected.GetProperty("y"))));
    }

    [Test]
    public void Same_seed_gives_the_same_numbers_and_another_gives_others()
    {
        Assert.That(Draw(new Generator(7)), Is.EqualTo(Draw(new Generator().Reseed(7))));
        Assert.That(Draw(new Generator(7)), Is.Not.EqualTo(Draw(new Generator(8))));
        Assert.That(Draw(new Generator()), Is.EqualTo(Draw(new Generator(Generator.DefaultSeed))));
    }

    [Test]
    public void Reseeding_forgets_the_kept_normal()
    {
        var generator = new Generator(7);
        generator.FillNormal(new double[1]);
        Assert.That(DrawNormals(generator.Reseed(7)), Is.EqualTo(DrawNormals(new Generator(7))));

        static double[] DrawNormals(Generator generator)
        {
            var values = new double[3];
            generator.FillNormal(values);
            return values;
        }
    }

    [Test]
    public void Seed_returns_the_seed_that_it_set()
    {
        var generator = new Generator();
        var seed = generator.Seed();
        Assert.That(generator.InitialSeed, Is.EqualTo(seed));
        Assert.That(Draw(generator), Is.EqualTo(Draw(new Generator(seed))));
        Assert.That(generator.Seed(), Is.Not.EqualTo(seed));
    }

    [Test, NonParallelizable]
    public void ManualSeed_restarts_the_default_generator()
    {
        var before = Generator.Default.GetState();
        try
        {
            Assert.That(Generator.ManualSeed(43052), Is.SameAs(Generator.Default));
            Assert.That(Generator.Default.InitialSeed, Is.EqualTo(43052));
            Assert.That(Draw(Generator.Default), Is.EqualTo(Draw(new Generator(43052))));
        }
        finally
        {
            Generator.Default.SetState(before);
        }
    }

    [Test]
    public void A_state_moves_to_another_generator()
    {
        var first = new Generator(-3);
        first.FillNormal(new float[5]);
        var second = new Generator(1);
        second.SetState(first.GetState());
        Assert.That(second.InitialSeed, Is.EqualTo(-3));
        Assert.That(second.GetState(), Is.EqualTo(first.GetState()));
        Assert.That(Draw(second), Is.EqualTo(Draw(first)));
    }

    [Test]
    public void A_bad_state_is_refused_and_leaves_the_generator_alone()
    {
        var generator = new Generator(5);
        var state = generator.GetState();
        var unseeded = (byte[])state.Clone();
        unseeded[12] = 0;
        var pastTheEnd = (byte[])state.Clone();
        BinaryPrimitives.WriteInt64LittleEndian(pastTheEnd.AsSpan(16), 625);
        var huge = (byte[])state.Clone();
        BinaryPrimitives.WriteInt64LittleEndian(huge.AsSpan(16), long.MaxValue);

        Assert.That(() => generator.SetState(state.AsSpan(1)), Throws.ArgumentException.With.Message.EqualTo(
            "Generator.SetState: 5055 bytes given; a state has 5056. Pass what GetState returned. (Parameter 'state')"));
        Assert.That(() => generator.SetState(unseeded), Throws.ArgumentException.With.Message.EqualTo(
            "Generator.SetState: no MT19937 state (seeded 0, left 1, next 0). Pass what GetState returned. (Parameter 'state')"));
        Assert.That(() => generator.SetState(pastTheEnd), Throws.ArgumentException.With.Message.EqualTo(
            "Generator.SetState: no MT19937 state (seeded 1, left 1, next 625). Pass what GetState returned. (Parameter 'state')"));
        Assert.That(() => generator.SetState(huge), Throws.ArgumentException.With.Message.EqualTo(
            "Generator.SetState: no MT19937 state (seeded 1, left 1, next 9223372036854775807). Pass what GetState returned. "
            + "(Parameter 'state')"));
        Assert.That(generator.GetState(), Is.EqualTo(state));
    }

    [Test]
    public void Threads_share_a_generator_without_breaking_a_fill()
    {
        const int threads = 4;
        const int fills = 50;
        const int length = 1000;
        var shared = new Generator(3);
        var drawn = new float[threads * fills][];
        Parallel.For(0, threads * fills, i => shared.FillUniform(drawn[i] = new float[length]));

        var alone = new float[threads * fills * length];
        new Generator(3).FillUniform(alone);
        var expected = alone.Chunk(length).OrderBy(fill => fill[0]).ThenBy(fill => fill[1]);
        Assert.That(drawn.OrderBy(fill => fill[0]).ThenBy(fill => fill[1]), Is.EqualTo(expected));
    }

    [Test]
    public void Empty_fills_draw_nothing()
    {
        var generator = new Generator(3);
        var before = generator.GetState();
        generator.FillUniform(Span<float>.Empty);
        generator.FillNormal(Span<double>.Empty);
        generator.FillRandInt(Span<long>.Empty, 0, 9);
        generator.RandPerm(Span<long>.Empty);
        generator.RandPerm<int>(new int[1]);
        Assert.That(generator.GetState(), Is.EqualTo(before));
    }

    [Test]
    public void Bad_arguments_are_refused_before_anything_is_drawn()
    {
        var generator = new Generator(3);
        var before = generator.GetState();
        var values = new float[4];
        var bytes = new byte[4];
        Assert.Multiple(() =>
        {
            Assert.That(() => generator.FillUniform(values, 1, 0), Throws.ArgumentException.With.Message.EqualTo(
                "Uniform: no range [1, 0) in this type. Pass finite bounds with from <= to, at most 3.4028234663852886E+38 apart."));
            Assert.That(() => generator.FillUniform(values, double.NaN, 0), Throws.ArgumentException.With.Message.EqualTo(
                "Uniform: no range [NaN, 0) in this type. Pass finite bounds with from <= to, at most 3.4028234663852886E+38 apart."));
            Assert.That(() => generator.FillUniform(values, -3e38, 3e38), Throws.ArgumentException.With.Message.EqualTo(
                "Uniform: no range [-3E+38, 3E+38) in this type. Pass finite bounds with from <= to, at most 3.4028234663852886E+38 apart."));
            Assert.That(() => generator.FillNormal(values, 0, -1), OutOfRange(
                "Normal: std is -1. Pass a standard deviation of at least 0. (Parameter 'std')"));
            Assert.That(() => generator.FillNormal(values, 0, double.NaN), OutOfRange(
                "Normal: std is NaN. Pass a standard deviation of at least 0. (Parameter 'std')"));
            Assert.That(() => generator.FillLogNormal<float>(values, 0, 0), OutOfRange(
                "LogNormal: std is 0. Pass a standard deviation above 0. (Parameter 'std')"));
            Assert.That(() => generator.FillExponential<float>(values, -1), OutOfRange(
                "Exponential: lambda is -1. Pass a rate of at least 0. (Parameter 'lambda')"));
            Assert.That(() => generator.FillGeometric<float>(values, 1), OutOfRange(
                "Geometric: p is 1. Pass a probability between 0 and 1. (Parameter 'p')"));
            Assert.That(() => generator.FillBernoulli<float>(values, 1.5), OutOfRange(
                "Bernoulli: the probability is 1.5. Pass one in [0, 1]. (Parameter 'p')"));
            Assert.That(() => generator.FillBernoulli<float>(values, [0f, 0f, 0f, -0.5f]), OutOfRange(
                "Bernoulli: the probability is -0.5. Pass one in [0, 1]. (Parameter 'p')"));
            Assert.That(() => generator.FillBernoulli<float>(values, [0.5, 0.5]), Throws.ArgumentException.With.Message.EqualTo(
                "Bernoulli: 2 probabilities for 4 elements. Pass one for each element."));
            Assert.That(() => generator.FillDropoutMask<float>(values, double.NaN), OutOfRange(
                "Dropout: the probability is NaN. Pass one in [0, 1]. (Parameter 'p')"));
            Assert.That(() => generator.FillRandInt<byte>(bytes, 3, 3), Throws.ArgumentException.With.Message.EqualTo(
                "RandInt: no integer in [3, 3). Pass low < high."));
            Assert.That(() => generator.FillRandInt<byte>(bytes, -1, 3), OutOfRange(
                "RandInt: -1 does not fit into Byte. Use a narrower range or a wider type. (Parameter 'low')"));
            Assert.That(() => generator.FillRandInt<byte>(bytes, 0, 257), OutOfRange(
                "RandInt: 256 does not fit into Byte. Use a narrower range or a wider type. (Parameter 'high')"));
            Assert.That(() => generator.RandPerm<byte>(new byte[257]), OutOfRange(
                "RandPerm: 256 does not fit into Byte. Use a narrower range or a wider type. (Parameter 'destination')"));
        });
        Assert.That(values, Is.All.Zero);
        Assert.That(generator.GetState(), Is.EqualTo(before));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint OutOfRange(string message) =>
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(message);

    private static float[] Draw(Generator generator)
    {
        var values = new float[8];
        generator.FillUniform(values);
        return values;
    }
}
