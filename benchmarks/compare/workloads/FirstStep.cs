using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Autograd.Compare.Workloads;

/// <summary>
/// Times a whole process that makes a net, trains it for one step and ends, the start of the runtime and libraries
/// included.
/// </summary>
static class FirstStep
{
    const string Step = "784-50-10, Adam, batch of 100";

    static readonly string Project = Path.Combine(Repository.Compare, "first_step");

    // Published on first use, because it takes a minute.
    static readonly Lazy<string> Published = new(Publish);

    public static IEnumerable<Row> Rows() =>
    [
        new(Step + ", as built", "torch", 0, () => () => Run("dotnet", Built())),
        new(Step + ", published", "torch", 10, () =>
        {
            var program = Published.Value;
            return () => Run(program);
        }),
    ];

    /// <summary>The program as built with this one, in the same configuration: bin/Release/net10.0.</summary>
    static string Built() => Path.Combine(Project, Path.GetRelativePath(Repository.Compare, AppContext.BaseDirectory), "FirstStep.dll");

    /// <summary>The program published self-contained and trimmed, and compiled ahead of time by ReadyToRun.</summary>
    static string Publish()
    {
        var artifacts = Path.Combine(Project, "bin", "published");
        var platform = RuntimeInformation.RuntimeIdentifier;
        string[] arguments =
        [
            "publish", Project, "-v", "q", "-c", "Release", "-r", platform, "--self-contained", "--artifacts-path", artifacts,
            "-p:RunAnalyzers=false", "-p:PublishTrimmed=true", "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: exit code {process.ExitCode}\n{log}");
        return Path.Combine(artifacts, "publish", "FirstStep", "release_" + platform, "FirstStep");
    }

    static object Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var loss = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(loss, CultureInfo.InvariantCulture);
    }
}
