namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Joining() =>
    [
        new("cat", x => Tensor.Cat([x[0], x[1], x[2]]), In(2, 3), In(1, 3), In(3, 3)),
        new("cat_last", x => Tensor.Cat([x[0], x[1]], dim: -1), In(2, 3), In(2, 1)),
        new("cat_same_twice", x => Tensor.Cat([x[0], x[0]]), In(2, 3)),
        new("stack", x => Tensor.Stack([x[0], x[1]]), In(2, 3), In(2, 3)),
        new("stack_last", x => Tensor.Stack([x[0], x[1]], dim: -1), In(2, 3), In(2, 3)),
        Unary("flip", x => x.Flip(0)) with { IsView = true },
        Unary("flip_two", x => x.Flip(0, -1), In(2, 2, 3)) with { IsView = true },
        Unary("repeat", x => x.Repeat(2, 1, 3)),
        Unary("repeat_interleave", x => x.RepeatInterleave(2, dim: 1)),
        Unary("repeat_interleave_flat", x => x.RepeatInterleave(2)),
        Unary("repeat_interleave_each", x => x.RepeatInterleave([1, 0, 2], dim: 1)),
        View("split_one", x => x.Split(2, dim: 1)[1]),
        Unary("split_all", x => Weighted(x.Split(2, dim: 1))),
        Unary("split_sizes", x => Weighted(x.Split([1, 2], dim: -1))),
        Unary("chunk", x => Weighted(x.Chunk(2, dim: 1))),
        View("unbind_one", x => x.Unbind()[1]),
        Unary("unbind_all", x => Weighted(x.Unbind(1))),
    ];

    /// <summary>A sum in which every part counts differently.</summary>
    private static Tensor Weighted(Tensor[] parts)
    {
        Tensor sum = 0.0;
        for (var i = 0; i < parts.Length; i++) sum = sum + (parts[i] * parts[i]).Sum() * (i + 1.0);
        return sum;
    }
}
