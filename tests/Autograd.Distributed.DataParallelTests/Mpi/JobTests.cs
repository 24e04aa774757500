using Autograd.Distributed.MpiTests;

namespace Autograd.Distributed.DataParallelTests;

/// <summary>Starts these tests as the ranks of a job, under both libraries.</summary>
public class JobTests
{
    [Test]
    public void All_tests_pass_as_ranks_of_a_job([Values("openmpi", "mpich")] string library, [Values(1, 2, 3)] int ranks)
    {
        if (Ranks.IsMpi) Assert.Ignore("already a rank");
        if (!Launch.IsInstalled(library)) Assert.Ignore($"mpirun.{library} is not installed");
        var (exitCode, output) = Launch.Run(library, ranks);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Match($"{ranks} ranks: [1-9][0-9]* passed"));
    }
}
