namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Grids() =>
    [
        new("meshgrid", x => Weighted(Tensor.Meshgrid(x)), In(2), In(3)),
        new("meshgrid_first", x => Tensor.Meshgrid(x)[0], In(2), In(3)) { IsView = true },
        new("meshgrid_xy", x => Weighted(Tensor.Meshgrid(x, MeshIndexing.XY)), In(2), In(3), In()),
        new("meshgrid_xy_second", x => Tensor.Meshgrid(x, MeshIndexing.XY)[1], In(2), In(3)) { IsView = true },
        new("cartesian_prod", x => Tensor.CartesianProd(x[0], x[1], x[0]), In(2), In(3)),
        Unary("combinations", x => x.Combinations(), In(4)),
        Unary("combinations_of_three", x => x.Combinations(3), In(5)),
        Unary("combinations_replacement", x => x.Combinations(2, withReplacement: true), In(3)),
        new("block_diag", x => Tensor.BlockDiag(x), In(2, 3), In(2), In()),
    ];
}
