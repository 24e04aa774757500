using System.Diagnostics;

namespace Autograd.DistributedCost;

/// <summary>
/// The time of an all-reduce on two processes against the same call from C:
/// <c>dotnet run -c Release --project benchmarks/distributed/collectives -- openmpi</c> (or mpich).
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is ["rank", var cLibrary, var check])
        {
            Rank.Run(cLibrary, checkCollectives: check == "checked");
            return 0;
        }

        var family = args is [var named] ? named : "openmpi";
        var folder = Directory.CreateTempSubdirectory("autograd-allreduce");
        try
        {
            var compiled = Path.Combine(folder.FullName, "liballreduce.so");
            Run($"mpicc.{family}", "-O2", "-shared", "-fPIC", "-o", compiled, Path.Combine(AppContext.BaseDirectory, "allreduce.c"));
            string[] options = family == "openmpi" ? ["--allow-run-as-root", "--oversubscribe"] : [];
            foreach (var mode in (string[])["unchecked", "checked"])
            {
                Console.WriteLine($"{family}, 2 processes, calls {mode}");
                Run($"mpirun.{family}", [.. options, "-n", "2", Environment.ProcessPath!, .. Self(), "rank", compiled, mode]);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    // The program is started by dotnet or by an executable of its own.
    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "Autograd.DistributedCost.dll")] : [];

    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["TERM"] = "dumb";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
