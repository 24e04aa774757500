namespace Autograd.IO.Tests.Fuzzing;

/// <summary>Every reader refuses what it cannot read in its own words, and allocates in proportion to the file.</summary>
[NonParallelizable]
public class FuzzTests
{
    private static IEnumerable<string> Names => FuzzTarget.All.Select(target => target.Name);

    [TestCaseSource(nameof(Names))]
    public void A_reader_survives_mutated_files(string name)
    {
        var report = FuzzRun.Run(FuzzTarget.All.Single(target => target.Name == name), seed: 1, inputs: 100_000);
        Assert.That(string.Join("\n", report.Findings), Is.Empty);
        Assert.That(report.Read, Is.InRange(1, report.Inputs - 1), "the mutations are too few or too many");
    }
}
