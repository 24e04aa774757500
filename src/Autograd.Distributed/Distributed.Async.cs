namespace Autograd.Distributed;

public static unsafe partial class Distributed
{
    /// <summary>Begins an <see cref="AllReduce"/>; <c>all_reduce(async_op=True)</c>.</summary>
    /// <remarks>
    /// The tensor must not be used before the work is done. Ranks begin their works in the same order, and may wait for
    /// them in any. MPI moves data while it is called: <see cref="Work.IsCompleted"/> of any work helps it on.
    /// </remarks>
    /// <inheritdoc cref="AllReduce"/>
    public static Work AllReduceAsync(Tensor tensor, ReduceOp op = ReduceOp.Sum, ProcessGroup? group = null)
    {
        CheckOp("AllReduceAsync", tensor, op);
        var ranks = group ?? World;
        if (ranks.Size == 1 && ranks.IsMember) return Work.Completed;
        ranks.CheckMember("AllReduceAsync");
        var data = Staged.Sum(tensor);
        return Work.Begin(
            CollectiveCall.Of("AllReduceAsync", tensor, op), ranks, [data], isCollective: true, () => data.Finish(op, ranks.Size),
            request => MpiFunctions.MPI_Iallreduce(
                InPlace, data.Pointer, data.Count, data.NumberType, data.Operation(op), ranks.Communicator, (nint*)request));
    }

    /// <summary>Begins a <see cref="Broadcast"/>; <c>broadcast(async_op=True)</c>.</summary>
    /// <inheritdoc cref="Broadcast"/>
    public static Work BroadcastAsync(Tensor tensor, int src = 0, ProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var ranks = group ?? World;
        ranks.CheckedRank("BroadcastAsync", nameof(src), src);
        if (ranks.Size == 1 && ranks.IsMember) return Work.Completed;
        ranks.CheckMember("BroadcastAsync");
        var data = Staged.Output(tensor);
        return Work.Begin(
            CollectiveCall.Of("BroadcastAsync", tensor, root: src), ranks, [data], isCollective: true,
            ranks.Rank == src ? null : () => data.Finish(),
            request => MpiFunctions.MPI_Ibcast(data.Pointer, data.Count, data.BytesType, src, ranks.Communicator, (nint*)request));
    }

    /// <summary>Begins an <see cref="AllGatherInto"/>; <c>all_gather_into_tensor(async_op=True)</c>.</summary>
    /// <inheritdoc cref="AllGatherInto"/>
    public static Work AllGatherIntoAsync(Tensor output, Tensor input, ProcessGroup? group = null)
    {
        var ranks = group ?? World;
        if (ranks.Size == 1 && ranks.IsMember)
        {
            AllGatherInto(output, input, ranks);
            return Work.Completed;
        }

        ranks.CheckMember("AllGatherIntoAsync");
        CheckSizes("AllGatherIntoAsync", output, input, ranks.Size);
        Staged target = Staged.Output(output), source = Staged.Input(input);
        return Work.Begin(
            CollectiveCall.Of("AllGatherIntoAsync", input), ranks, [target, source], isCollective: true, () => target.Finish(),
            request => MpiFunctions.MPI_Iallgather(
                source.Pointer, source.Count, source.BytesType, target.Pointer, source.Count, source.BytesType, ranks.Communicator, (nint*)request));
    }

    /// <summary>Begins a <see cref="ReduceScatter"/>; <c>reduce_scatter_tensor(async_op=True)</c>.</summary>
    /// <inheritdoc cref="ReduceScatter"/>
    public static Work ReduceScatterAsync(Tensor output, Tensor input, ReduceOp op = ReduceOp.Sum, ProcessGroup? group = null)
    {
        var ranks = group ?? World;
        if (ranks.Size == 1 && ranks.IsMember)
        {
            ReduceScatter(output, input, op, ranks);
            return Work.Completed;
        }

        ranks.CheckMember("ReduceScatterAsync");
        CheckOp("ReduceScatterAsync", output, op);
        CheckSizes("ReduceScatterAsync", input, output, ranks.Size);
        Staged target = Staged.Sum(output), source = Staged.Summand(input);
        return Work.Begin(
            CollectiveCall.Of("ReduceScatterAsync", output, op), ranks, [target, source], isCollective: true, () => target.Finish(op, ranks.Size),
            request => MpiFunctions.MPI_Ireduce_scatter_block(
                source.Pointer, target.Pointer, target.Count, target.NumberType, target.Operation(op), ranks.Communicator, (nint*)request));
    }
}
