using System.Diagnostics;
using System.Globalization;

namespace Autograd.Live.BrowserTests;

/// <summary>A script with a page in a process of its own, which can be killed.</summary>
public sealed class Script : IDisposable
{
    public const string Argument = "serve";
    private readonly Process _process;

    private Script(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>What the process does.</summary>
    public static int Run(int port, string token, string name)
    {
        var run = Samples.Run(name, seed: 1);
        run.Print($"printed by the {name}");
        using var page = LivePage.Start(new LivePageOptions { Port = port, Token = token, Output = Console.Out }, run);
        page.WaitForClose();
        return 0;
    }

    /// <summary>Starts the process, and returns when its page is there.</summary>
    public static async Task<Script> Start(int port, string token, string name)
    {
        var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!.Contains("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet",
            ["exec", typeof(Script).Assembly.Location, Argument, port.ToString(CultureInfo.InvariantCulture), token, name])
        {
            RedirectStandardOutput = true,
        })!;
        const string address = "The run is shown at ";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(address, StringComparison.Ordinal)) return new Script(process, new Uri(line[address.Length..]));
        throw new InvalidOperationException("The script ended before its page was there.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
