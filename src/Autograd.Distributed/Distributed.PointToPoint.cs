namespace Autograd.Distributed;

public static unsafe partial class Distributed
{
    /// <summary>Sends a tensor to another rank, which receives it; may wait until it does. <c>send</c>.</summary>
    /// <param name="tensor">The elements.</param>
    /// <param name="dst">The rank in the group that gets them.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <param name="tag">Tells messages apart; the receiver names the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank, or the tag is negative.</exception>
    /// <exception cref="DistributedException">MPI failed.</exception>
    public static void Send(Tensor tensor, int dst, ProcessGroup? group = null, int tag = 0)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        group = Other("Send", nameof(dst), dst, group, tag);
        using var data = Staged.Input(tensor);
        using var scope = new CallScope(CollectiveCall.Of("Send", tensor, root: dst), group);
        scope.Check(MpiFunctions.MPI_Send(data.Pointer, data.Count, data.BytesType, dst, tag, group.Communicator));
    }

    /// <summary>Receives a tensor of another rank. <c>recv</c>.</summary>
    /// <param name="tensor">Gets the elements; of the sent one's size and type.</param>
    /// <param name="src">The rank in the group that sends them.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <param name="tag">Tells messages apart; the sender names the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank, or the tag is negative.</exception>
    /// <exception cref="DistributedException">More elements were sent, or MPI failed.</exception>
    public static void Recv(Tensor tensor, int src, ProcessGroup? group = null, int tag = 0)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        group = Other("Recv", nameof(src), src, group, tag);
        using var data = Staged.Output(tensor);
        using (var scope = new CallScope(CollectiveCall.Of("Recv", tensor, root: src), group))
        {
            scope.Check(MpiFunctions.MPI_Recv(
                data.Pointer, data.Count, data.BytesType, src, tag, group.Communicator, MpiSession.Current.Library.IgnoredStatus));
        }

        data.Finish();
    }

    /// <summary>Begins to send a tensor, which must not be changed before the work is done. <c>isend</c>.</summary>
    /// <inheritdoc cref="Send"/>
    public static Work ISend(Tensor tensor, int dst, ProcessGroup? group = null, int tag = 0)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        group = Other("ISend", nameof(dst), dst, group, tag);
        var data = Staged.Input(tensor);
        return Work.Begin(
            CollectiveCall.Of("ISend", tensor, root: dst), group, [data], isCollective: false, null,
            request => MpiFunctions.MPI_Isend(data.Pointer, data.Count, data.BytesType, dst, tag, group.Communicator, (nint*)request));
    }

    /// <summary>Begins to receive a tensor, which has its elements when the work is done. <c>irecv</c>.</summary>
    /// <inheritdoc cref="Recv"/>
    public static Work IRecv(Tensor tensor, int src, ProcessGroup? group = null, int tag = 0)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        group = Other("IRecv", nameof(src), src, group, tag);
        var data = Staged.Output(tensor);
        return Work.Begin(
            CollectiveCall.Of("IRecv", tensor, root: src), group, [data], isCollective: false, () => data.Finish(),
            request => MpiFunctions.MPI_Irecv(data.Pointer, data.Count, data.BytesType, src, tag, group.Communicator, (nint*)request));
    }

    private static ProcessGroup Other(string call, string argument, int rank, ProcessGroup? group, int tag)
    {
        group ??= World;
        group.CheckedRank(call, argument, rank);
        group.CheckMember(call);
        if (rank == group.Rank)
            throw new ArgumentOutOfRangeException(argument, $"{call}: {argument} is rank {rank}, this process itself; name another one");
        ArgumentOutOfRangeException.ThrowIfNegative(tag);
        return group;
    }
}
