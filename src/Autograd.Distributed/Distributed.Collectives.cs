namespace Autograd.Distributed;

public static unsafe partial class Distributed
{
    /// <summary>Combines the ranks' tensors element by element; all get the result in place. <c>all_reduce</c>.</summary>
    /// <param name="tensor">This rank's elements, of one shape and type on all ranks; then the result.</param>
    /// <param name="op">How they are combined. Numbers of 16 bits are added in Float32 and rounded once.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <param name="deterministic">
    /// Whether to add in the order of the ranks: then the same ranks give the same bits under any library, equal to one
    /// process that adds the parts in turn. Otherwise the library chooses an order.
    /// </param>
    /// <exception cref="ArgumentException">A mean of integers.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static void AllReduce(Tensor tensor, ReduceOp op = ReduceOp.Sum, ProcessGroup? group = null, bool deterministic = false)
    {
        CheckOp("AllReduce", tensor, op);
        group ??= World;
        if (group.Size == 1 && group.IsMember) return;
        if (deterministic)
        {
            RankOrder.AllReduce(tensor, op, group);
            return;
        }

        using var data = Staged.Sum(tensor);
        using (var scope = group.Enter(CollectiveCall.Of("AllReduce", tensor, op)))
        {
            scope.Check(MpiFunctions.MPI_Allreduce(InPlace, data.Pointer, data.Count, data.NumberType, data.Operation(op), group.Communicator));
        }

        data.Finish(op, group.Size);
    }

    /// <summary>Gives one rank's elements to all, in place. <c>broadcast</c>.</summary>
    /// <param name="tensor">The elements of <paramref name="src"/>; elsewhere a tensor of their shape and type, which gets them.</param>
    /// <param name="src">The rank in the group that has them.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static void Broadcast(Tensor tensor, int src = 0, ProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        group ??= World;
        group.CheckedRank("Broadcast", nameof(src), src);
        if (group.Size == 1 && group.IsMember) return;
        using var data = Staged.Output(tensor);
        using (var scope = group.Enter(CollectiveCall.Of("Broadcast", tensor, root: src)))
        {
            scope.Check(MpiFunctions.MPI_Bcast(data.Pointer, data.Count, data.BytesType, src, group.Communicator));
        }

        if (group.Rank != src) data.Finish();
    }

    /// <summary>Combines the ranks' tensors element by element; one rank gets the result in place. <c>reduce</c>.</summary>
    /// <param name="tensor">This rank's elements; on <paramref name="dst"/> then the result, elsewhere unchanged.</param>
    /// <param name="dst">The rank in the group that gets it.</param>
    /// <param name="op">How they are combined.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="ArgumentException">A mean of integers.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static void Reduce(Tensor tensor, int dst = 0, ReduceOp op = ReduceOp.Sum, ProcessGroup? group = null)
    {
        CheckOp("Reduce", tensor, op);
        group ??= World;
        group.CheckedRank("Reduce", nameof(dst), dst);
        if (group.Size == 1 && group.IsMember) return;
        var isTarget = group.Rank == dst;

        // MPICH 4.0 reads MPI_IN_PLACE as an address where the target is not rank 0, so the target sends a copy.
        using var source = Staged.Summand(isTarget ? tensor.Detach().Clone() : tensor);
        using var target = isTarget ? Staged.Sum(tensor) : null;
        using (var scope = group.Enter(CollectiveCall.Of("Reduce", tensor, op, dst)))
        {
            scope.Check(MpiFunctions.MPI_Reduce(
                source.Pointer, target is null ? null : target.Pointer, source.Count, source.NumberType, source.Operation(op), dst, group.Communicator));
        }

        target?.Finish(op, group.Size);
    }

    /// <summary>Gives every rank's tensor to all. <c>all_gather</c>.</summary>
    /// <param name="tensor">This rank's elements, of one shape and type on all ranks.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <returns>The tensors of all ranks, in their order.</returns>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static Tensor[] AllGather(Tensor tensor, ProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var all = Tensor.Empty(Stacked(tensor, (group ?? World).Size), tensor.DType);
        AllGatherInto(all, tensor, group);
        return all.Unbind();
    }

    /// <summary>Gives every rank's elements to all, one rank's behind another's. <c>all_gather_into_tensor</c>.</summary>
    /// <param name="output">Gets them: a tensor of as many elements as all ranks have, of the input's type.</param>
    /// <param name="input">This rank's elements.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="ArgumentException">The output has another type or number of elements.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static void AllGatherInto(Tensor output, Tensor input, ProcessGroup? group = null)
    {
        group ??= World;
        CheckSizes("AllGatherInto", output, input, group.Size);
        using var target = Staged.Output(output);
        using var source = Staged.Input(input);
        if (group.Size == 1 && group.IsMember)
        {
            CopyOwn(source, target);
        }
        else
        {
            using var scope = group.Enter(CollectiveCall.Of("AllGather", input));
            scope.Check(MpiFunctions.MPI_Allgather(
                source.Pointer, source.Count, source.BytesType, target.Pointer, source.Count, source.BytesType, group.Communicator));
        }

        target.Finish();
    }

    /// <summary>Gives every rank's tensor to one. <c>gather</c>.</summary>
    /// <param name="tensor">This rank's elements, of one shape and type on all ranks.</param>
    /// <param name="dst">The rank in the group that gets them.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <returns>The tensors of all ranks on <paramref name="dst"/>, null elsewhere.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static Tensor[]? Gather(Tensor tensor, int dst = 0, ProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        group ??= World;
        group.CheckedRank("Gather", nameof(dst), dst);
        if (group.Size == 1 && group.IsMember) return [tensor.Detach().Clone()];
        var all = Tensor.Empty(group.Rank == dst ? Stacked(tensor, group.Size) : [0], tensor.DType);
        using var target = Staged.Output(all);
        using var source = Staged.Input(tensor);
        using (var scope = group.Enter(CollectiveCall.Of("Gather", tensor, root: dst)))
        {
            scope.Check(MpiFunctions.MPI_Gather(
                source.Pointer, source.Count, source.BytesType, target.Pointer, source.Count, source.BytesType, dst, group.Communicator));
        }

        target.Finish();
        return group.Rank == dst ? all.Unbind() : null;
    }

    /// <summary>Gives each rank one of one rank's tensors. <c>scatter</c>.</summary>
    /// <param name="output">Gets this rank's.</param>
    /// <param name="inputs">On <paramref name="src"/> a tensor of the output's shape and type for each rank; null elsewhere.</param>
    /// <param name="src">The rank in the group that has them.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="ArgumentException">There are not as many inputs as ranks, or one has another shape or type.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static void Scatter(Tensor output, IReadOnlyList<Tensor>? inputs, int src = 0, ProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        group ??= World;
        group.CheckedRank("Scatter", nameof(src), src);
        if (group.Rank == src)
        {
            if (inputs is null || inputs.Count != group.Size)
                throw new ArgumentException(
                    $"Scatter: {inputs?.Count ?? 0} inputs on rank {src} for a group of {group.Size}; there must be one for each rank", nameof(inputs));
            foreach (var input in inputs)
            {
                if (input.DType != output.DType || input.Shape != output.Shape)
                    throw new ArgumentException(
                        $"Scatter: an input is {input.DType} of shape {input.Shape}, the output {output.DType} of {output.Shape}; they must be alike",
                        nameof(inputs));
            }
        }

        using var noGrad = GradMode.NoGrad();
        if (group.Size == 1 && group.IsMember)
        {
            output.Detach().CopyInPlace(inputs![0]);
            return;
        }

        var all = group.Rank == src ? Tensor.Stack(inputs!) : Tensor.Empty([0], output.DType);
        using var source = Staged.Input(all);
        using var target = Staged.Output(output);
        using (var scope = group.Enter(CollectiveCall.Of("Scatter", output, root: src)))
        {
            scope.Check(MpiFunctions.MPI_Scatter(
                source.Pointer, target.Count, target.BytesType, target.Pointer, target.Count, target.BytesType, src, group.Communicator));
        }

        target.Finish();
    }

    /// <summary>Combines the ranks' inputs element by element; each rank gets its part. <c>reduce_scatter_tensor</c>.</summary>
    /// <param name="output">Gets the part of this rank's number: as many elements as the input has by the number of ranks.</param>
    /// <param name="input">This rank's elements: the parts for all ranks, one behind another.</param>
    /// <param name="op">How they are combined.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <param name="deterministic">Whether to add in the order of the ranks, as in <see cref="AllReduce"/>.</param>
    /// <exception cref="ArgumentException">The sizes or types do not fit, or a mean of integers.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static void ReduceScatter(
        Tensor output, Tensor input, ReduceOp op = ReduceOp.Sum, ProcessGroup? group = null, bool deterministic = false)
    {
        group ??= World;
        CheckOp("ReduceScatter", output, op);
        CheckSizes("ReduceScatter", input, output, group.Size);
        if (deterministic && group.Size > 1)
        {
            RankOrder.ReduceScatter(output, input, op, group);
            return;
        }

        using var target = Staged.Sum(output);
        using var source = Staged.Summand(input);
        if (group.Size == 1 && group.IsMember)
        {
            CopyOwn(source, target);
        }
        else
        {
            using var scope = group.Enter(CollectiveCall.Of("ReduceScatter", output, op));
            scope.Check(MpiFunctions.MPI_Reduce_scatter_block(
                source.Pointer, target.Pointer, target.Count, target.NumberType, target.Operation(op), group.Communicator));
        }

        target.Finish(op, group.Size);
    }

    /// <summary>Gives each rank a part of every rank's input. <c>all_to_all_single</c>.</summary>
    /// <param name="output">Gets the parts for this rank, in the order of the ranks that gave them.</param>
    /// <param name="input">The parts for all ranks, one behind another, all of one size.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="ArgumentException">The number of elements cannot be divided among the ranks, or output and input differ.</exception>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static void AllToAll(Tensor output, Tensor input, ProcessGroup? group = null)
    {
        group ??= World;
        CheckSizes("AllToAll", output, input, 1);
        if (input.Numel % group.Size != 0)
            throw new ArgumentException(
                $"AllToAll: {input.Numel} elements for {group.Size} ranks; their number must be a multiple of the ranks'", nameof(input));
        using var target = Staged.Output(output);
        using var source = Staged.Input(input);
        if (group.Size == 1 && group.IsMember)
        {
            CopyOwn(source, target);
        }
        else
        {
            var each = source.Count / group.Size;
            using var scope = group.Enter(CollectiveCall.Of("AllToAll", input));
            scope.Check(MpiFunctions.MPI_Alltoall(source.Pointer, each, source.BytesType, target.Pointer, each, source.BytesType, group.Communicator));
        }

        target.Finish();
    }

    /// <summary>Waits until all ranks have called it. <c>barrier</c>.</summary>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public static void Barrier(ProcessGroup? group = null)
    {
        group ??= World;
        if (group.Size == 1 && group.IsMember) return;
        using var scope = group.Enter(new CollectiveCall("Barrier"));
        scope.Check(MpiFunctions.MPI_Barrier(group.Communicator));
    }

    private static void* InPlace => (void*)MpiSession.Current.Library.InPlace;

    private static Shape Stacked(Tensor tensor, int ranks) => (int[])[ranks, .. tensor.Shape.Sizes];

    private static void CopyOwn(Staged source, Staged target)
    {
        var bytes = (long)source.Count * source.DType.ItemSize();
        Buffer.MemoryCopy(source.Pointer, target.Pointer, bytes, bytes);
    }

    private static void CheckOp(string call, Tensor tensor, ReduceOp op)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!Enum.IsDefined(op)) throw new ArgumentOutOfRangeException(nameof(op), op, $"{call}: {op} is no way to combine elements");
        if (op == ReduceOp.Mean && !tensor.DType.IsFloatingPoint())
            throw new ArgumentException($"{call}: a mean of {tensor.DType}; use ReduceOp.Sum, or convert with To(DType.Float32) first", nameof(op));
    }

    private static void CheckSizes(string call, Tensor large, Tensor small, int times)
    {
        ArgumentNullException.ThrowIfNull(large);
        ArgumentNullException.ThrowIfNull(small);
        if (large.DType != small.DType)
            throw new ArgumentException($"{call}: {large.DType} and {small.DType}; input and output must be of one type");
        if (large.Numel != (long)small.Numel * times)
            throw new ArgumentException(
                $"{call}: tensors of {large.Numel} and {small.Numel} elements, where the first must have {(long)small.Numel * times}, {times} times the second's");
    }
}
