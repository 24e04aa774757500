using System.Numerics;
using Autograd.Tests.Errors;

namespace Autograd.Tests;

public class PythonRandomTests
{
    [Test]
    public void The_seed_of_random_is_the_key_of_NumPys_array_seed() =>
        Assert.That(new PythonRandom(7).Random(), Is.EqualTo(new NumPyRandom([7u]).Rand()));

    [Test]
    public void The_sign_of_a_seed_does_not_count() =>
        Assert.That(new PythonRandom(-3).Random(), Is.EqualTo(new PythonRandom(3).Random()));

    [Test]
    public void Int_and_long_draw_the_same_numbers()
    {
        var (first, second) = (new PythonRandom(1), new PythonRandom(1));
        Assert.Multiple(() =>
        {
            Assert.That(first.RandInt(1, 6), Is.EqualTo(second.RandInt(1L, 6L)));
            Assert.That(first.RandRange(10), Is.EqualTo(second.RandRange(10L)));
            Assert.That(first.RandRange(3, 30, 7), Is.EqualTo(second.RandRange(3L, 30L, 7L)));
        });
    }

    [Test]
    public void A_sample_of_a_range_is_one_of_its_list() => Assert.That(
        new PythonRandom(5).Sample(10..50, 4), Is.EqualTo(new PythonRandom(5).Sample([.. Enumerable.Range(10, 40)], 4)));

    [Test]
    public void Seeding_forgets_the_deviate_that_was_kept()
    {
        var random = new PythonRandom(8);
        var first = random.Gauss();
        Assert.That(random.Reseed(8).Gauss(), Is.EqualTo(first));
        random.Gauss();
        random.Gauss();
        Assert.That(random.Reseed("text").Gauss(), Is.EqualTo(new PythonRandom("text").Gauss()));
    }

    [Test]
    public void A_state_is_a_copy()
    {
        var random = new PythonRandom(11);
        var state = random.GetState();
        var (first, sample) = (random.Random(), random.Sample(0..1000, 20));
        random.SetState(state);
        Assert.That(random.Random(), Is.EqualTo(first));
        Assert.That(random.Sample(0..1000, 20), Is.EqualTo(sample));
    }

    [Test, NonParallelizable]
    public void Seed_restarts_the_default_generator()
    {
        var before = PythonRandom.Default.GetState();
        try
        {
            Assert.That(PythonRandom.Seed(3).Random(), Is.EqualTo(new PythonRandom(3).Random()));
            Assert.That(PythonRandom.Seed("3").Random(), Is.EqualTo(new PythonRandom("3").Random()));
        }
        finally
        {
            PythonRandom.Default.SetState(before);
        }
    }

    [Test]
    public void Generators_without_a_seed_differ() => Assert.That(new PythonRandom().Random(), Is.Not.EqualTo(new PythonRandom().Random()));

    [Test]
    public void Threads_may_share_one()
    {
        var shared = new PythonRandom(21);
        var drawn = new BigInteger[4000];
        Parallel.For(0, drawn.Length, i => drawn[i] = shared.GetRandBits(64));
        var alone = new PythonRandom(21);
        Assert.That(drawn, Is.EquivalentTo(drawn.Select(_ => alone.GetRandBits(64)).ToArray()));
    }

    private static readonly PythonRandom Drawn = new(0);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => Drawn.RandInt(2, 1), "RandInt: no integer in [2, 1]. Pass a <= b."),
        Mistake.Argument(() => Drawn.RandRange(0), "RandRange: no integer in range(0, 0, 1). Pass a stop beyond the start."),
        Mistake.Argument(() => Drawn.RandRange(0, 5, -1), "RandRange: no integer in range(0, 5, -1). Pass a stop beyond the start."),
        Mistake.Argument(() => Drawn.RandRange(0, 5, 0), "RandRange: the step is 0. Pass a positive or a negative one. (Parameter 'step')"),
        Mistake.Range(() => Drawn.GetRandBits(-1), "GetRandBits: -1 bits. Pass a number of at least 0. (Parameter 'k')"),
        Mistake.Range(() => Drawn.RandBytes(-1), "RandBytes: -1 bytes. Pass a number from 0 to 268435455. (Parameter 'n')"),
        Mistake.Argument(() => Drawn.Choice<int>([]), "Choice: the list is empty. Pass at least one element. (Parameter 'seq')"),
        Mistake.Argument(() => Drawn.Choices<int>([]), "Choices: the population is empty. Pass at least one element. (Parameter 'population')"),
        Mistake.Argument(() => Drawn.Choices([1, 2], [1.0]), "Choices: 1 weights for 2 elements. Pass one for each. (Parameter 'weights')"),
        Mistake.Argument(() => Drawn.Choices([1, 2], [1.0, -1.0]),
            "Choices: the weights sum to 0. Pass some whose sum is positive and finite. (Parameter 'weights')"),
        Mistake.Argument(() => Drawn.Choices([1], [1.0], [1.0]),
            "Choices: both weights and cumWeights are given. Leave one out. (Parameter 'cumWeights')"),
        Mistake.Argument(() => Drawn.Sample(0..3, 4), "Sample: 4 out of 3 elements. Draw fewer, or use Choices. (Parameter 'k')"),
        Mistake.Range(() => Drawn.Sample(0..3, -1), "Sample: -1 elements. Pass a number of at least 0. (Parameter 'k')"),
        Mistake.Argument(() => Drawn.Sample(..^1, 1),
            "Sample: the range 0..^1 has no end of its own. Pass both ends from the start, as in 0..n. (Parameter 'population')"),
        Mistake.Argument(() => Drawn.Sample([1, 2], 1, [1]), "Sample: 1 counts for 2 elements. Pass one for each. (Parameter 'counts')"),
        Mistake.Range(() => Drawn.ExpoVariate(0), "ExpoVariate: the rate is 0. Pass 1 over the mean. (Parameter 'lambd')"),
        Mistake.Range(() => Drawn.GammaVariate(0, 1), "GammaVariate: alpha is 0. Pass one above 0. (Parameter 'alpha')"),
        Mistake.Range(() => Drawn.BetaVariate(1, -0.5), "BetaVariate: beta is -0.5. Pass one above 0. (Parameter 'beta')"),
        Mistake.Range(() => Drawn.ParetoVariate(0), "ParetoVariate: alpha is 0. Pass one above 0. (Parameter 'alpha')"),
        Mistake.Range(() => Drawn.WeibullVariate(1, 0), "WeibullVariate: beta is 0. Pass one above 0. (Parameter 'beta')"),
        Mistake.Argument(() => Drawn.SetState(new PythonRandomState(new uint[3], 0, null)),
            "PythonRandom.SetState: 3 words given; a state has 624. Pass what GetState returned. (Parameter 'state')"),
        Mistake.Argument(() => Drawn.SetState(new PythonRandomState(new uint[624], 700, null)),
            "PythonRandom.SetState: the position is 700. Pass one from 0 to 624. (Parameter 'state')"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
