namespace Autograd.Distributed;

/// <summary>
/// Reductions in the order of the ranks: each rank gets everyone's elements of its part, adds them in order, and gives the
/// result back. It takes as much traffic as a library's own all-reduce of large tensors.
/// </summary>
internal static class RankOrder
{
    public static void AllReduce(Tensor tensor, ReduceOp op, ProcessGroup group)
    {
        using var noGrad = GradMode.NoGrad();
        var part = (tensor.Numel + group.Size - 1) / group.Size;
        var input = tensor.Detach().Reshape(-1);
        if (part * group.Size > tensor.Numel) input = Tensor.Cat([input, Tensor.Zeros([part * group.Size - tensor.Numel], tensor.DType)]);
        var all = Tensor.Empty([part * group.Size], tensor.DType);
        Distributed.AllGatherInto(all, Own(input, part, op, group), group);
        tensor.Detach().CopyInPlace(all[..tensor.Numel].Reshape(tensor.Shape));
    }

    public static void ReduceScatter(Tensor output, Tensor input, ReduceOp op, ProcessGroup group)
    {
        using var noGrad = GradMode.NoGrad();
        output.Detach().CopyInPlace(Own(input.Detach().Reshape(-1), output.Numel, op, group).Reshape(output.Shape));
    }

    private static Tensor Own(Tensor input, int part, ReduceOp op, ProcessGroup group)
    {
        var parts = Tensor.Empty([group.Size, part], input.DType);
        Distributed.AllToAll(parts, input, group);
        if (input.DType is DType.Float16 or DType.BFloat16) parts = parts.To(DType.Float32);
        var sum = parts[0].Clone();
        for (var rank = 1; rank < group.Size; rank++)
        {
            var next = parts[rank];
            sum = op switch
            {
                ReduceOp.Max => sum.Maximum(next),
                ReduceOp.Min => sum.Minimum(next),
                ReduceOp.Product => input.DType == DType.Bool ? sum.LogicalAnd(next) : sum.MulInPlace(next),
                _ => input.DType == DType.Bool ? sum.LogicalOr(next) : sum.AddInPlace(next),
            };
        }

        if (op == ReduceOp.Mean) sum = sum.DivInPlace(group.Size);
        return sum.To(input.DType);
    }
}
