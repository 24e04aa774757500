using System.Collections.Concurrent;

namespace Autograd.Distributed.MpiTests;

/// <summary>Every method for ranks, under both families of MPI, with one to four ranks. One launch runs them all.</summary>
[TestFixture("openmpi", 1)]
[TestFixture("openmpi", 2)]
[TestFixture("openmpi", 3)]
[TestFixture("openmpi", 4)]
[TestFixture("mpich", 1)]
[TestFixture("mpich", 2)]
[TestFixture("mpich", 3)]
public sealed class RankTests(string library, int ranks)
{
    private static readonly ConcurrentDictionary<(string, int), Lazy<(int ExitCode, string Output)>> _launches = new();

    [TestCaseSource(nameof(Names))]
    public void Ranks_agree_with_the_reference(string name)
    {
        var (exitCode, output) = _launches.GetOrAdd((library, ranks), key => new(() => Launch.Run(key.Item1, key.Item2))).Value;
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith($"{Worker.Mark} {name}: ", StringComparison.Ordinal));
        Assert.That(line, Is.Not.Null, $"the ranks did not come to it, exit code {exitCode}:\n{output}");
        Assert.That(line!.TrimEnd(), Is.EqualTo($"{Worker.Mark} {name}: passed"), output);
        Assert.That(exitCode, Is.Zero, output);
    }

    private static IEnumerable<string> Names() => RankMethods.All.Keys;
}
