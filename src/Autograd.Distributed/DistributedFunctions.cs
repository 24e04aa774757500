namespace Autograd.Distributed;

/// <summary>
/// Collectives with a derivative, on tensors that are not changed; <c>torch.distributed.nn.functional</c>.
/// </summary>
/// <remarks>
/// The loss is taken to be the sum of the ranks' losses: the gradient of what a rank gave is the sum over all ranks that got
/// it. All ranks must run the backward passes too, in the same order.
/// </remarks>
public static class DistributedFunctions
{
    /// <summary>y = Σ xᵢ over the ranks i, on each. Gradient: Σ gᵢ; of a mean divided by the number of ranks.</summary>
    /// <param name="x">A summand, of one shape and type on all ranks.</param>
    /// <param name="op">Sum or Mean.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="ArgumentException">The operation has no derivative here.</exception>
    public static Tensor AllReduce(Tensor x, ReduceOp op = ReduceOp.Sum, ProcessGroup? group = null)
    {
        if (op is not (ReduceOp.Sum or ReduceOp.Mean))
            throw new ArgumentException($"AllReduce: {op} has no derivative here; use Sum or Mean, or Distributed.AllReduce", nameof(op));
        return new AllReduceFunction(op, group).Apply(x);
    }

    /// <summary>y = xₛ, one rank's, on each. Gradient on that rank: Σ gᵢ; elsewhere 0.</summary>
    /// <param name="x">The elements of <paramref name="src"/>; elsewhere a tensor of their shape and type.</param>
    /// <param name="src">The rank that has them.</param>
    /// <param name="group">The ranks; null for all.</param>
    public static Tensor Broadcast(Tensor x, int src = 0, ProcessGroup? group = null) => new BroadcastFunction(src, group).Apply(x);

    /// <summary>y = the ranks' x, joined along dimension 0, on each. Gradient: the sum of this part of all gᵢ.</summary>
    /// <param name="x">This rank's part, of one shape and type on all ranks, with one dimension at least.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="ArgumentException">The part has no dimension.</exception>
    public static Tensor AllGather(Tensor x, ProcessGroup? group = null) => new AllGatherFunction(group).Apply(WithRows("AllGather", x, 1));

    /// <summary>y = this rank's part of Σ xᵢ, cut along dimension 0. Gradient: the ranks' g, joined.</summary>
    /// <param name="x">The parts for all ranks.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="ArgumentException">The size of dimension 0 is no multiple of the number of ranks.</exception>
    public static Tensor ReduceScatter(Tensor x, ProcessGroup? group = null) =>
        new ReduceScatterFunction(group).Apply(WithRows("ReduceScatter", x, Distributed.GetWorldSize(group)));

    /// <summary>y = the parts for this rank of all x, joined along dimension 0. Gradient: the same exchange of g.</summary>
    /// <param name="x">The parts for all ranks.</param>
    /// <param name="group">The ranks; null for all.</param>
    /// <exception cref="ArgumentException">The size of dimension 0 is no multiple of the number of ranks.</exception>
    public static Tensor AllToAll(Tensor x, ProcessGroup? group = null) =>
        new AllToAllFunction(group).Apply(WithRows("AllToAll", x, Distributed.GetWorldSize(group)));

    private static Tensor WithRows(string call, Tensor x, int parts)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.NDim == 0 || x.Size(0) % parts != 0)
            throw new ArgumentException($"{call}: a tensor of shape {x.Shape} for {parts} ranks; dimension 0 must be a multiple of them", nameof(x));
        return x;
    }

    private static Shape WithRows(Tensor x, int rows) => (int[])[rows, .. x.Shape.Sizes[1..]];

    // Each backward pass is one of these functions again, so that it can be differentiated in turn.
    private sealed class AllReduceFunction(ReduceOp op, ProcessGroup? group) : Function
    {
        public override string Name => "AllReduce";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var result = inputs[0].Clone();
            Distributed.AllReduce(result, op, group);
            return result;
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [new AllReduceFunction(op, group).Apply(grad)];
    }

    private sealed class BroadcastFunction(int src, ProcessGroup? group) : Function
    {
        public override string Name => "Broadcast";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var result = inputs[0].Clone();
            Distributed.Broadcast(result, src, group);
            return result;
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad)
        {
            var sum = new AllReduceFunction(ReduceOp.Sum, group).Apply(grad);
            return [Distributed.GetRank(group) == src ? sum : sum * 0];
        }
    }

    private sealed class AllGatherFunction(ProcessGroup? group) : Function
    {
        public override string Name => "AllGather";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var result = Tensor.Empty(WithRows(inputs[0], inputs[0].Size(0) * Distributed.GetWorldSize(group)), inputs[0].DType);
            Distributed.AllGatherInto(result, inputs[0], group);
            return result;
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [new ReduceScatterFunction(group).Apply(grad)];
    }

    private sealed class ReduceScatterFunction(ProcessGroup? group) : Function
    {
        public override string Name => "ReduceScatter";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var result = Tensor.Empty(WithRows(inputs[0], inputs[0].Size(0) / Distributed.GetWorldSize(group)), inputs[0].DType);
            Distributed.ReduceScatter(result, inputs[0], ReduceOp.Sum, group);
            return result;
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [new AllGatherFunction(group).Apply(grad)];
    }

    private sealed class AllToAllFunction(ProcessGroup? group) : Function
    {
        public override string Name => "AllToAll";

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var result = Tensor.Empty(inputs[0].Shape, inputs[0].DType);
            Distributed.AllToAll(result, inputs[0], group);
            return result;
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [new AllToAllFunction(group).Apply(grad)];
    }
}
