namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Assignment() =>
    [
        new("add_in_place", x => Changed(x[0], y => y.AddInPlace(x[1])), In(2, 3), In(3)),
        new("sub_in_place", x => Changed(x[0], y => y.SubInPlace(x[1])), In(2, 3), In(3)),
        new("mul_in_place", x => Changed(x[0], y => y.MulInPlace(x[1])), In(2, 3), In(3)),
        new("div_in_place", x => Changed(x[0], y => y.DivInPlace(x[1])), In(2, 3), Positive(3)),
        new("copy_in_place", x => Changed(x[0], y => y.CopyInPlace(x[1])), In(2, 3), In(3)),
        Unary("fill_in_place", x => Changed(x, y => y.FillInPlace(3))),
        new("copy_to_transposed", x => Changed(x[0], y => y.T.CopyInPlace(x[1])), In(2, 3), In(2)),
        new("mul_part_in_place", x => Changed(x[0], y => y.T[1..].MulInPlace(x[1])), In(2, 3), In(2)),
        Unary("fill_part_in_place", x => Changed(x, y => y[.., 1].FillInPlace(3))),
        new("view_after_write_to_base", ViewAfterWrite, In(2, 3), In(3)),
        new("assign_row", x => Changed(x[0], y => y[1] = x[1]), In(3, 4), In(4)),
        new("assign_row_in_list", x => Changed(x[0], y => y[[1]] = x[1]), In(3, 4), In(1, 4)),
        new("assign_block", x => Changed(x[0], y => y[1.., ..2] = x[1]), In(3, 4), In(2)),
        new("assign_stepped", x => Changed(x[0], y => y[TensorIndex.Slice(step: 2)] = x[1]), In(3, 4), In(2, 4)),
        new("assign_list", x => Changed(x[0], y => y[[2, 0]] = x[1]), In(3, 4), In(2, 4)),
        new("assign_two_lists", x => Changed(x[0], y => y[new[] { 0, 2 }, new[] { 1, 3 }] = x[1]), In(3, 4), In(2)),
        new("assign_mask", x => Changed(x[0], y => y[new[] { true, false, true }] = x[1]), In(3, 4), In()),
        Unary("assign_number", x => Changed(x, y => y[1] = 7.0), In(3, 4)),
        new("update_part", x => Changed(x[0], y => y[1..] -= x[1]), In(3, 4), In(4)),
        Unary("update_part_by_number", x => Changed(x, y => y[.., 1..] *= 3), In(3, 4)),
    ];

    /// <summary>The result of a write to a copy that is part of the graph.</summary>
    private static Tensor Changed(Tensor x, Action<Tensor> write)
    {
        var y = x * 1.5;
        write(y);
        return y * y;
    }

    private static Tensor ViewAfterWrite(Tensor[] x)
    {
        var y = x[0] * 1.5;
        var view = y.T;
        y.MulInPlace(x[1]);
        return view * view;
    }
}
