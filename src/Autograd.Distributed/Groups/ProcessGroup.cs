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

    /// <summary>Says which process of how many this is.</summary>
    public override string ToString() => IsMember ? $"rank {Rank} of {Size}" : $"not one of ranks {string.Join(", ", _ranks)}";

    /// <summary>Begins a collective: refuses outsiders, waits for other threads' calls, and compares the ranks' calls.</summary>
    internal CallScope Enter(in CollectiveCall call)
    {
        if (!IsMember)
            throw new InvalidOperationException(
                $"{call.Name}: this process is {this}; only members of a group call its collectives");
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

    internal int CheckedRank(string call, string argument, int rank)
    {
        if ((uint)rank < (uint)Size) return rank;
        throw new ArgumentOutOfRangeException(
            argument, $"{call}: {argument} is rank {rank} of a group of {Size}; it must be from 0 to {Size - 1}");
    }
}
