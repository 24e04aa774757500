using System.Diagnostics;

namespace Autograd.Distributed.MpiTests;

/// <summary>A job without its library says how to get it.</summary>
public sealed class InstallationTests
{
    [Test]
    public void A_missing_library_is_one_sentence()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(InstallationTests).Assembly.Location]) { RedirectStandardError = true };
        start.Environment["AUTOGRAD_MPI"] = "libnone.so.1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Not.Zero);
        Assert.That(error, Does.Contain(
            "Distributed.Init: there is no MPI library (libnone.so.1); install one (Debian: apt-get install openmpi-bin, or mpich; "
            + "Windows: MS-MPI), or name its file in the environment variable AUTOGRAD_MPI"));
    }
}
