namespace Autograd.Distributed;

/// <summary>Processes that call collectives together; <c>torch.distributed.ProcessGroup</c>.</summary>
/// <remarks><see cref="Distributed.NewGroup"/> makes one of some ranks; <see cref="Distributed.World"/> has all.</remarks>
public sealed class ProcessGroup
{
    private readonly int[] _ranks;

    internal ProcessGroup(int[] ranks, int rank, nint communicator, nint checkCommunicator)
    {
        (_ranks, Rank) = (ranks, rank);
        (Communicator, CheckCommunicator) = (communicator, checkCommunicator);
    }

    /// <summary>The number of this process in the group, from 0; -1 if it is not in the group.</summary>
    public int Rank { get; }

    /// <summary>The number of processes in the group.</summary>
    public int Size => _ranks.Length;

    /// <summary>The group's processes by their ranks in the world.</summary>
    public IReadOnlyList<int> Ranks => _ranks;

    /// <summary>True if this process is in the group.</summary>
    public bool IsMember => Rank >= 0;

    /// <summary>MPI's communicator of the tensors.</summary>
    internal nint Communicator { get; }

    /// <summary>MPI's communicator of what <see cref="CallCheck"/> exchanges, so that it overtakes no tensor.</summary>
    internal nint CheckCommunicator { get; }

    /// <summary>Cuts the group into groups of the ranks with one color; <c>MPI_Comm_split</c>. All its ranks must call it.</summary>
    /// <param name="color">The number of this rank's new group, not negative.</param>
    /// <param name="key">The ranks of a new group are in the order of their keys; those with equal keys, in this group's.</param>
    /// <returns>The new group of this rank.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The color is negative.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public ProcessGroup Split(int color, int key = 0)
    {
        if (color < 0) throw new ArgumentOutOfRangeException(nameof(color), $"Split: color is {color}; it must be 0 or more");
        var answers = Array.ConvertAll(Distributed.AllGather(Tensor.From([color, key], DType.Int64), this), answer => answer.ToArray<long>());
        int[] positions = [.. Enumerable.Range(0, Size).Where(rank => answers[rank][0] == color).OrderBy(rank => answers[rank][1])];
        int[] ranks = [.. positions.Select(position => _ranks[position])];
        var own = Array.IndexOf(positions, Rank);
        if (Size == 1) return new ProcessGroup(ranks, own, Communicator, CheckCommunicator);
        return Part(new CollectiveCall("Split"), ranks, own, color);
    }

    /// <summary>Says which process of how many this is.</summary>
    public override string ToString() => IsMember ? $"rank {Rank} of {Size}" : $"not one of ranks {string.Join(", ", _ranks)}";

    /// <summary>Begins a collective: refuses outsiders, waits for other threads' calls, and compares the ranks' calls.</summary>
    internal CallScope Enter(in CollectiveCall call)
    {
        CheckMember(call.Name);
        var scope = new CallScope(call, this);
        try
        {
            if (MpiSession.Current.ChecksCollectives) CallCheck.Verify(this, call);
        }
        catch
        {
            scope.Dispose();
            throw;
        }

        return scope;
    }

    /// <summary>Makes a group of some of this one's ranks; all ranks must call it.</summary>
    /// <param name="call">What the ranks are calling.</param>
    /// <param name="ranks">The new group's processes by their ranks in the world.</param>
    /// <param name="rank">This process's number in the new group; -1 outside of it.</param>
    /// <param name="color">The number of this process's group, the same for its ranks.</param>
    internal unsafe ProcessGroup Part(in CollectiveCall call, int[] ranks, int rank, int color)
    {
        const int undefined = -32766;   // MPI_UNDEFINED in every family
        if (rank < 0) color = undefined;
        using var scope = Enter(call);
        nint communicator = 0, check = 0;
        scope.Check(MpiFunctions.MPI_Comm_split(Communicator, color, rank, &communicator));
        scope.Check(MpiFunctions.MPI_Comm_split(Communicator, color, rank, &check));
        return new ProcessGroup(ranks, rank, communicator, check);
    }

    internal void CheckMember(string call)
    {
        if (!IsMember)
            throw new InvalidOperationException($"{call}: this process is {this}; only members of a group call its collectives");
    }

    internal int CheckedRank(string call, string argument, int rank)
    {
        if ((uint)rank < (uint)Size) return rank;
        throw new ArgumentOutOfRangeException(
            argument, $"{call}: {argument} is rank {rank} of a group of {Size}; it must be from 0 to {Size - 1}");
    }
}
