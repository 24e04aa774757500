namespace Autograd.Distributed.MpiTests;

/// <summary>A rank that fails ends the whole job, with an error that says which rank and call, and never with success.</summary>
/// <remarks><c>AUTOGRAD_FAULT_ROUNDS=20</c> does each as often.</remarks>
[TestFixture("openmpi")]
[TestFixture("mpich")]
public sealed class FaultTests(string library)
{
    private static readonly int _rounds = int.TryParse(Environment.GetEnvironmentVariable("AUTOGRAD_FAULT_ROUNDS"), out var rounds) ? rounds : 1;

    [TestCase("throw", "rank 1 of 2 ended by an exception: bad batch")]
    [TestCase("kill", null)]
    [TestCase("leave", "(rank 0: AllReduce of 4 Float32 by Sum; rank 1: Shutdown)")]
    [TestCase("code", "rank 1 of 2 left with exit code 3")]
    [TestCase("hang", "rank 0 of 2 waited 6 s in AllReduce of 4 Float32 by Sum (its call number 2)")]
    [TestCase("other", "(rank 0: AllReduce of 4 Float32 by Sum; rank 1: Broadcast of 4 Float32 with rank 0)")]
    [TestCase("size", "(rank 0: AllReduce of 4 Float32 by Sum; rank 1: AllReduce of 5 Float32 by Sum)")]
    [TestCase("background", "waited 6 s in AllReduce")]
    [TestCase("abort", "rank 1 of 2 called Abort: no data")]
    public void Ends_the_job(string fault, string? message)
    {
        for (var round = 0; round < _rounds; round++)
        {
            var (exitCode, output) = Launch.Run(library, 2, "fault", fault);
            Assert.That(exitCode, Is.Not.Zero, output);
            if (message is not null) Assert.That(output, Does.Contain(message));
        }
    }
}
