namespace Autograd.Data.Tests;

/// <summary>Made-up data are scikit-learn's for a seed.</summary>
public class SampleGeneratorTests
{
    private static readonly Dictionary<string, Func<(Tensor X, Tensor Y)>> _generators = new()
    {
        ["moons"] = () => SampleGenerators.MakeMoons(15, random: new NumPyRandom(1)),
        ["moons, noisy"] = () => SampleGenerators.MakeMoons(16, noise: 0.1, random: new NumPyRandom(2)),
        ["moons, in order"] = () => SampleGenerators.MakeMoons(7, shuffle: false, noise: 0.1, random: new NumPyRandom(3)),
        ["circles"] = () => SampleGenerators.MakeCircles(15, random: new NumPyRandom(4)),
        ["circles, noisy"] = () => SampleGenerators.MakeCircles(16, noise: 0.05, factor: 0.3, random: new NumPyRandom(5)),
        ["blobs"] = () => SampleGenerators.MakeBlobs(17, random: new NumPyRandom(6)),
        ["blobs of four"] = () => SampleGenerators.MakeBlobs(10, 3, centers: 4, clusterStd: 0.5, centerBox: (-1, 2), shuffle: false, random: new NumPyRandom(7)),
    };

    private static IEnumerable<string> Names => DataFixture.Part("generators").EnumerateObject().Select(row => row.Name);

    [TestCaseSource(nameof(Names))]
    public void Points_are_scikit_learns(string name)
    {
        var expected = DataFixture.Part("generators").GetProperty(name);
        var (x, y) = _generators[name]();
        Assert.That(x.ToArray<double>(), Is.EqualTo(expected.GetProperty("x").As<double[]>()).Within(1e-14));
        Assert.That(y.ToArray<long>(), Is.EqualTo(expected.GetProperty("y").As<long[]>()));
    }

    [Test]
    public void The_notebooks_data_are_what_they_say()
    {
        var (x, y) = SampleGenerators.MakeSpiral(random: new NumPyRandom(1984));
        Assert.That((x.Shape, y.Bincount().ToArray<long>()), Is.EqualTo((Shape.Create(300, 2), new long[] { 100, 100, 100 })));
        var (bits, even) = SampleGenerators.MakeParity(50, 7, new NumPyRandom(0));
        Assert.That((bits.Sum(dim: 1) % 2).Eq(1 - even).Sum().Item(), Is.EqualTo(50));
        var random = new NumPyRandom(0);
        for (var i = 0; i < 50; i++)
        {
            var (sequence, isMatch) = SampleGenerators.MakePattern(2, 4, palindrome: i % 2 == 1, random);
            var half = sequence.Size(0) / 2;
            Assert.That(half, Is.InRange(2, 4));
            var second = sequence[half..];
            if (isMatch) Assert.That(sequence[..half].Equal(i % 2 == 1 ? second.Flip(0) : second));
            else Assert.That(sequence[..half].Equal(second), Is.False);
        }
    }

    [Test]
    public void Wrong_arguments_are_named()
    {
        Wrong(() => SampleGenerators.MakeMoons(-1), "MakeMoons: nSamples is -1; it must not be negative (Parameter 'nSamples')");
        Wrong(() => SampleGenerators.MakeMoons(noise: -1), "MakeMoons: a deviation of -1; it must not be negative (Parameter 'noise')");
        Wrong(() => SampleGenerators.MakeCircles(factor: 1), "MakeCircles: factor is 1; the inner circle has a radius from 0 to below 1 (Parameter 'factor')");
        Wrong(() => SampleGenerators.MakeBlobs(nFeatures: 0), "MakeBlobs: nFeatures is 0; a point has at least 1 coordinate (Parameter 'nFeatures')");
        Wrong(() => SampleGenerators.MakeBlobs(centers: 0), "MakeBlobs: centers is 0; there is at least 1 center (Parameter 'centers')");
        Wrong(() => SampleGenerators.MakeSpiral(classes: -1), "MakeSpiral: classes is -1; it must not be negative (Parameter 'classes')");
        Wrong(() => SampleGenerators.MakeParity(1, -1), "MakeParity: bits is -1; it must not be negative (Parameter 'bits')");
        Wrong(() => SampleGenerators.MakePattern(3, 2), "MakePattern: lengths from 3 to 2; pass a range that begins at 1 or more (Parameter 'lengthMin')");
    }

    private static void Wrong(Action action, string message) =>
        Assert.That(() => action(), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(message));
}
