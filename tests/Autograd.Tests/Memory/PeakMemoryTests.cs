using System.Diagnostics;
using System.Runtime.InteropServices;
using Autograd.Compare;

namespace Autograd.Tests.Memory;

/// <summary>A training step takes at most 1.1 times the memory that must live, in a program that does nothing else.</summary>
[Category("Slow")]
public class PeakMemoryTests
{
    private static IEnumerable<string> Nets => PeakMemory.Nets;

    // A full collection is forced where it is quicker than fresh memory; if another program has just taken the processor, it seems slow, and one
    // more buffer is taken instead. So a run may be spoilt, but not five.
    private const int Attempts = 5;

    [TestCaseSource(nameof(Nets))]
    public void Of_a_training_step(string net)
    {
        var reports = new List<string>();
        var holds = false;
        while (!holds && reports.Count < Attempts) holds = Holds(net, reports);
        TestContext.Out.WriteLine(reports[^1]);
        Assert.That(holds, () => string.Concat(reports));
    }

    private static bool Holds(string net, List<string> reports)
    {
        var start = new ProcessStartInfo(Dotnet(), ["exec", typeof(PeakMemoryTests).Assembly.Location, net])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        reports.Add(output + error.Result);
        return process.ExitCode == 0;
    }

    /// <summary>The program that runs this process's runtime, wherever that is installed.</summary>
    private static string Dotnet() => Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
}
