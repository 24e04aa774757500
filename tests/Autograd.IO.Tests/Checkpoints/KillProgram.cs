using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Autograd.IO.Tests.Checkpoints;

/// <summary>
/// Kills a run of training with SIGKILL again and again, in the middle of a save or of an epoch, and starts it again.
/// <c>kill [--times N] [--seed S]</c>.
/// </summary>
internal static class KillProgram
{
    public static int Run(string[] args)
    {
        var (times, seed) = (1000, 1);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--times") times = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else if (args[i] == "--seed") seed = int.Parse(args[++i], CultureInfo.InvariantCulture);
        }

        var folder = Directory.CreateTempSubdirectory("autograd-kill-").FullName;
        try
        {
            var report = Kill(folder, times, seed);
            Console.WriteLine(report);
            return report.Fault is null ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What became of the runs.</summary>
    /// <param name="Kills">The processes that were killed.</param>
    /// <param name="MidSave">Those of them that were in a save.</param>
    /// <param name="Leftovers">The saves that were seen half done, as files beside.</param>
    /// <param name="Fault">What should not have happened, if anything did.</param>
    internal sealed record Report(int Kills, int MidSave, int Leftovers, string? Fault);

    public static Report Kill(string folder, int times, int seed)
    {
        var steps = 60 * times;
        var random = new Random(seed);
        var (kills, midSave, leftovers, saved) = (0, 0, 0, 0);
        while (kills < times)
        {
            using var process = Start(folder, steps);
            var isSaving = false;
            var lines = 1 + random.Next(16);
            for (var i = 0; i < lines; i++)
            {
                var words = (process.StandardOutput.ReadLine() ?? "nothing").Split(' ');
                if (words[0] is not ("resumed" or "saving" or "saved"))
                    return new(kills, midSave, leftovers, $"the process said {string.Join(' ', words)}: {process.StandardError.ReadToEnd()}");
                var step = int.Parse(words[1], CultureInfo.InvariantCulture);
                if (words[0] == "resumed" && step < saved) return new(kills, midSave, leftovers, $"step {saved} was saved, and {step} resumed");
                if (words[0] == "saved") saved = step;
                isSaving = words[0] == "saving";
            }

            // A save takes some milliseconds, of which any may be the last.
            var end = Stopwatch.GetTimestamp() + random.NextInt64(Stopwatch.Frequency / 200);
            while (Stopwatch.GetTimestamp() < end) Thread.SpinWait(10);
            process.Kill();
            process.WaitForExit();
            kills++;
            if (isSaving) midSave++;
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, ".*.tmp").Any()) leftovers++;
        }

        using var last = Start(folder, steps);
        var text = last.StandardOutput.ReadToEnd();
        last.WaitForExit();
        var done = text.TrimEnd().Split('\n')[^1];
        var wanted = $"done {KilledRun.Undisturbed(steps)}";
        if (done != wanted) return new(kills, midSave, leftovers, $"the run ended with {done}, and without kills it ends with {wanted}");
        return new(kills, midSave, leftovers, null);
    }

    private static Process Start(string folder, int steps)
    {
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return Process.Start(new ProcessStartInfo(dotnet, ["exec", typeof(KillProgram).Assembly.Location, "train", folder, $"{steps}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }
}
