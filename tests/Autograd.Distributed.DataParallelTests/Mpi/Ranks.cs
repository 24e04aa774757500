using Autograd.Distributed.DataParallelTests.DataParallel;

namespace Autograd.Distributed.DataParallelTests;

/// <summary>Runs the same test on ranks that are threads, or, in a process that mpirun started, as one of its ranks.</summary>
internal static class Ranks
{
    /// <summary>True in a process that mpirun started.</summary>
    public static bool IsMpi { get; set; }

    /// <summary>Runs a test on this number of ranks. Under MPI one of another number than the job has is left out.</summary>
    public static void Run(int ranks, Action<Replicas> body)
    {
        if (!IsMpi) ThreadReplicas.Run(ranks, body);
        else if (ranks == Distributed.WorldSize) body(new GroupReplicas(null, isDeterministic: true));
        else Assert.Ignore("another number of ranks");
    }

    /// <summary>Runs a test in which a rank throws, which would end an MPI job.</summary>
    public static T Throws<T>(int ranks, Action<Replicas> body) where T : Exception
    {
        if (IsMpi) Assert.Ignore("a rank throws");
        return Assert.Throws<T>(() => ThreadReplicas.Run(ranks, body))!;
    }
}
