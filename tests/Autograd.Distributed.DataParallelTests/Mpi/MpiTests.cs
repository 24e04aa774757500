using System.Diagnostics;

namespace Autograd.Distributed.DataParallelTests;

/// <summary>Starts these tests as the ranks of a job, under both libraries.</summary>
public class MpiTests
{
    [Test]
    public void All_tests_pass_as_ranks_of_a_job([Values("mpirun.openmpi", "mpirun.mpich")] string mpirun, [Values(1, 2, 3)] int ranks)
    {
        if (Ranks.IsMpi) Assert.Ignore("already a rank");
        if (!File.Exists($"/usr/bin/{mpirun}")) Assert.Ignore($"{mpirun} is not installed");
        string[] options = mpirun.EndsWith("openmpi", StringComparison.Ordinal) ? ["--allow-run-as-root", "--oversubscribe"] : [];
        var start = new ProcessStartInfo(mpirun, [.. options, "-n", $"{ranks}", "dotnet", typeof(MpiTests).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "dumb";
        using var job = Process.Start(start)!;
        var errors = job.StandardError.ReadToEndAsync();
        var output = job.StandardOutput.ReadToEnd();
        job.WaitForExit();
        Assert.That(job.ExitCode, Is.Zero, output + errors.Result);
        Assert.That(output, Does.Contain($"{ranks} ranks: "));
    }
}
