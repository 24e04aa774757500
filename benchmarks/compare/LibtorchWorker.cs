using System.Diagnostics;

namespace Autograd.Compare;

/// <summary>
/// The project beside this one that measures TorchSharp. It is in no solution, because its packages are 600 MB; it is
/// built when it is first asked for.
/// </summary>
internal static class LibtorchWorker
{
    private static readonly string Project = System.IO.Path.Combine(Repository.Compare, "torchsharp");

    private static readonly Lazy<string?> Built = new(Build);

    /// <summary>The program, or null if it cannot be built.</summary>
    public static string? Path => Built.Value;

    private static string? Build()
    {
        Console.WriteLine("building the worker for libtorch (the first time with 600 MB of packages)");
        string[] arguments = ["build", Project, "-c", "Release", "-v", "q", "--nologo", "-nodeReuse:false"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return System.IO.Path.Combine(Project, "bin", "Release", "net10.0", "Autograd.Compare.TorchSharp.dll");
        Console.WriteLine($"dotnet {string.Join(' ', arguments)}: exit code {process.ExitCode}\n{log}");
        return null;
    }
}
