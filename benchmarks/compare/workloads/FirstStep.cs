using System.Diagnostics;
using System.Globalization;

namespace Autograd.Compare.Workloads;

/// <summary>A program that makes a net, trains it for one step and ends: from its start to its end, runtime and libraries included.</summary>
static class FirstStep
{
    public static IEnumerable<Row> Rows() => [new("784-50-10, Adam, batch of 100", "torch", 10, () => Run)];

    static object Run()
    {
        // Built beside this program, in the same configuration: bin/Release/net10.0.
        var configuration = Path.GetRelativePath(Repository.Compare, AppContext.BaseDirectory);
        var program = Path.Combine(Repository.Compare, "first_step", configuration, "FirstStep.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", program) { RedirectStandardOutput = true })!;
        var loss = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(loss, CultureInfo.InvariantCulture);
    }
}
