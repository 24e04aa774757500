namespace Autograd.IO.Tests.Checkpoints;

/// <summary>A run that is killed at any moment goes on from its last checkpoint, to the same bits.</summary>
[NonParallelizable]
public class KillTests
{
    [Test]
    public void A_run_that_is_killed_50_times_ends_as_if_it_had_never_stopped()
    {
        using var folder = new TemporaryFolder();
        var report = KillProgram.Kill(folder.Path, times: 50, seed: 1);
        Assert.That(report.Fault, Is.Null);
        Assert.That(report.Kills, Is.EqualTo(50));
        Assert.That(report.MidSave, Is.Positive);
    }
}
