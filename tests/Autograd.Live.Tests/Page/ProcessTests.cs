using System.Diagnostics;

namespace Autograd.Live.Tests.Page;

/// <summary>A script with a page ends when it ends, and by Ctrl-C.</summary>
public sealed class ProcessTests
{
    public const string Argument = "page";
    private const int Terminate = 15;

    /// <summary>The script that the tests start: it shows a page that it never disposes.</summary>
    public static int Script(string mode)
    {
        var page = LivePage.Start(new LivePageOptions { Port = 0, Output = Console.Out }, new LiveLogger("run"));
        if (mode == "wait") page.WaitForClose();
        return 7;
    }

    [Test]
    public async Task The_process_ends_when_the_script_ends()
    {
        using var script = Start("end");
        Assert.That(await ExitCode(script), Is.EqualTo(7));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task A_signal_ends_a_script_that_waits()
    {
        using var script = Start("wait");
        while (await script.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("The page stays", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-TERM", $"{script.Id}"])) await kill.WaitForExitAsync();
        Assert.That(await ExitCode(script), Is.EqualTo(128 + Terminate));
    }

    private static async Task<int> ExitCode(Process script)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await script.WaitForExitAsync(patience.Token);
            return script.ExitCode;
        }
        finally
        {
            script.Kill();
        }
    }

    private static Process Start(string mode) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!.Contains("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet",
        ["exec", typeof(ProcessTests).Assembly.Location, Argument, mode])
    {
        RedirectStandardOutput = true,
    })!;
}
