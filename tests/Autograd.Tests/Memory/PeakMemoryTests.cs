using System.Diagnostics;
using System.Runtime.InteropServices;
using Autograd.Compare;

namespace Autograd.Tests.Memory;

/// <summary>A training step takes at most 1.1 times the memory that must live, that of a convolutional net 1.5 times, in a program that does nothing else.</summary>
[Category("Slow")]
public class PeakMemoryTests
{
    private static IEnumerable<string> Nets => PeakMemory.Nets;

    [TestCaseSource(nameof(Nets))]
    public void Of_a_training_step(string net)
    {
        var start = new ProcessStartInfo(Dotnet(), ["exec", typeof(PeakMemoryTests).Assembly.Location, net])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        report += error.Result;
        TestContext.Out.WriteLine(report);
        Assert.That(process.ExitCode, Is.Zero, report);
    }

    /// <summary>The program that runs this process's runtime, wherever that is installed.</summary>
    private static string Dotnet() => Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
}
