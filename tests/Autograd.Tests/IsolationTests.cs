using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Autograd.Tests;

/// <summary>Fixtures run beside each other, so those that set or measure what the process shares must be marked to run alone.</summary>
public partial class IsolationTests
{
    [Test]
    public void Files_that_touch_what_the_process_shares_run_alone()
    {
        var offences =
            from file in Directory.EnumerateFiles(Folder(), "*.cs", SearchOption.AllDirectories)
            let text = File.ReadAllText(file)
            where Attribute().IsMatch(text) && !Alone().IsMatch(text) && Path.GetFileName(file) != "IsolationTests.cs"
            let shared = Shared().Match(text)
            where shared.Success
            select $"{Path.GetFileName(file)} has {shared.Value}: mark the class or the test [NonParallelizable]";
        Assert.That(offences, Is.Empty);
    }

    [Test]
    public void Subclasses_of_a_fixture_that_runs_alone_run_alone() =>
        Assert.That(typeof(Kernels.VectorMathTests).GetCustomAttributes(typeof(NonParallelizableAttribute), inherit: true), Is.Not.Empty);

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"\[(Test|TestCase|TestCaseSource)\b")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"NonParallelizable|: AtEveryWidth\(")]
    private static partial Regex Alone();

    [GeneratedRegex(
        @"\bManualSeed\(|\b(Generator|NumPyRandom)\.Default\b|NumThreads = [^0]|\bSimdWidth\.Limit\b|\bGC\.(Collect|GetTotal)|\bCollectionCount\("
        + @"|\bBufferPool\.|\bAppContext\.SetSwitch\b|\bSetEnvironmentVariable\b|\bConsole\.Set")]
    private static partial Regex Shared();
}
