namespace Autograd.Distributed;

/// <summary>How a collective combines the ranks' elements; <c>torch.distributed.ReduceOp</c>.</summary>
public enum ReduceOp
{
    /// <summary>Their sum; of Bool, whether one is true.</summary>
    Sum,

    /// <summary>Their sum divided by the number of ranks, of floating types only.</summary>
    Mean,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>Their product; of Bool, whether all are true.</summary>
    Product,
}
