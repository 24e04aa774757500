namespace Autograd.Distributed;

/// <summary>
/// Training on several processes, by MPI; <c>torch.distributed</c>. The same script runs alone, as a world of one process
/// that needs no MPI, and under <c>mpirun -n 4</c>.
/// </summary>
/// <remarks>
/// <para>
/// Every rank of a group must make the same calls in the same order. Collectives write to the memory of the tensors that
/// they are given and are not recorded; <see cref="DistributedFunctions"/> has those with a derivative.
/// </para>
/// <para>
/// A rank that ends with an exception, a rank that leaves early, and a call that takes longer than the timeout end the
/// whole job with an error. Calls of several threads take turns.
/// </para>
/// </remarks>
/// <example><code>
/// Distributed.Init(timeout: TimeSpan.FromMinutes(5));
/// var x = Tensor.Full([2], Distributed.Rank + 1.0);
/// Distributed.AllReduce(x);                            // with two processes: [3, 3] on both
/// if (Distributed.Rank == 0) Console.WriteLine(x);
/// </code></example>
public static partial class Distributed
{
    /// <summary>True if <see cref="Init"/> was called, or anything else that begins by itself with its defaults.</summary>
    public static bool IsInitialized => MpiSession.IsStarted;

    /// <summary>The number of this process, from 0.</summary>
    public static int Rank => World.Rank;

    /// <summary>The number of processes.</summary>
    public static int WorldSize => World.Size;

    /// <summary>The number of this process among those on its machine, from 0.</summary>
    public static int LocalRank => MpiSession.Current.LocalRank;

    /// <summary>All processes.</summary>
    public static ProcessGroup World => MpiSession.Current.World;

    /// <summary>Joins the job of mpirun, mpiexec or srun; without one this is a world of one process.</summary>
    /// <param name="timeout">How long a call may wait for other ranks; null for 30 minutes.</param>
    /// <param name="checkCollectives">
    /// Whether ranks compare their calls before each collective, which costs an exchange of two numbers. Without it a
    /// rank that makes another call than the others is noticed by the timeout, or not at all.
    /// </param>
    /// <exception cref="DllNotFoundException">The launcher is there, but no MPI library.</exception>
    /// <exception cref="DistributedException">MPI failed.</exception>
    /// <exception cref="InvalidOperationException">It has begun already.</exception>
    public static void Init(TimeSpan? timeout = null, bool checkCollectives = true)
    {
        if (timeout is { } limit && limit <= TimeSpan.Zero && limit != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), $"Init: timeout is {limit}; it must be positive");
        if (MpiSession.IsStarted)
            throw new InvalidOperationException("Init: this process has begun already; call Init first of all, and once");
        MpiSession.Begin(timeout ?? TimeSpan.FromMinutes(30), checkCollectives);
    }

    /// <summary>Waits for the other ranks and leaves MPI; <c>destroy_process_group</c>. A process that ends does it by itself.</summary>
    /// <exception cref="DistributedException">Another rank is in another call.</exception>
    public static void Shutdown() => MpiSession.Current.Shutdown();

    /// <summary>Ends all processes with an error.</summary>
    /// <param name="reason">Why; it is written to the error stream with this process's rank.</param>
    public static void Abort(string reason) => MpiSession.Current.End($"called Abort: {reason}");

    /// <summary>The number of this process in a group; <c>get_rank</c>.</summary>
    /// <param name="group">The group; null for all.</param>
    /// <returns>The number, from 0; -1 outside of the group.</returns>
    public static int GetRank(ProcessGroup? group = null) => (group ?? World).Rank;

    /// <summary>The number of processes in a group; <c>get_world_size</c>.</summary>
    /// <param name="group">The group; null for all.</param>
    public static int GetWorldSize(ProcessGroup? group = null) => (group ?? World).Size;

    /// <summary>Makes a group of some ranks. All ranks of the world must call it, with the same numbers.</summary>
    /// <param name="ranks">Their numbers in the world, in the group's order.</param>
    /// <returns>The group, which also those get that are not in it.</returns>
    /// <exception cref="ArgumentException">There are none, or one of them twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not of the world.</exception>
    public static ProcessGroup NewGroup(params int[] ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        if (ranks.Length == 0) throw new ArgumentException("NewGroup: there are no ranks; name one at least", nameof(ranks));
        if (ranks.Distinct().Count() != ranks.Length)
            throw new ArgumentException($"NewGroup: ranks {string.Join(", ", ranks)} name one twice", nameof(ranks));
        foreach (var rank in ranks) World.CheckedRank("NewGroup", nameof(ranks), rank);
        var position = Array.IndexOf(ranks, Rank);
        if (WorldSize == 1) return new ProcessGroup([.. ranks], position, 0, 0);

        // The ranks are a part of the name, so that ranks that pass others are told.
        return World.Part(new CollectiveCall($"NewGroup({string.Join(", ", ranks)})"), [.. ranks], position, color: 0);
    }
}
