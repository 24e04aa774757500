using System.Diagnostics;
using System.Text;

namespace Autograd.Distributed.MpiTests;

/// <summary>Starts ranks of this assembly's program by the launcher of an MPI library.</summary>
internal static class Launch
{
    /// <summary>Starts ranks and waits for their end.</summary>
    /// <param name="library">openmpi or mpich.</param>
    /// <param name="ranks">How many.</param>
    /// <param name="arguments">The program's arguments.</param>
    public static (int ExitCode, string Output) Run(string library, int ranks, params string[] arguments)
    {
        var start = new ProcessStartInfo($"mpirun.{library}") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (library == "openmpi") foreach (var option in (string[])["--allow-run-as-root", "--oversubscribe"]) start.ArgumentList.Add(option);
        string[] command = ["-n", ranks.ToString(), Environment.ProcessPath!, typeof(Launch).Assembly.Location, .. arguments];
        foreach (var argument in command) start.ArgumentList.Add(argument);
        start.Environment["TERM"] = "dumb";
        start.Environment["OMPI_MCA_mpi_yield_when_idle"] = "1";   // there may be fewer processors than ranks
        var output = new StringBuilder();
        using var process = Start(start);
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{library} with {ranks} ranks did not end:\n{output}");
        }

        process.WaitForExit();
        return (process.ExitCode, output.ToString());

        void Add(string? line)
        {
            if (line is null) return;
            lock (output) output.AppendLine(line);
        }
    }

    /// <summary>True if the launcher is on the search path.</summary>
    public static bool IsInstalled(string library) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, $"mpirun.{library}")));

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"{start.FileName} cannot be started: {e.Message}; apt-get install openmpi-bin mpich", e);
        }
    }
}
