namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Reductions() =>
    [
        Unary("sum", x => x.Sum()),
        Unary("sum_dim", x => x.Sum(0), In(2, 3, 2)),
        Unary("sum_last_kept", x => x.Sum(-1, keepDim: true), In(2, 3, 2)),
        Unary("sum_dims", x => x.Sum([0, 2]), In(2, 3, 2)),
        Unary("sum_dims_kept", x => x.Sum([0, -1], keepDim: true), In(2, 3, 2)),
        Unary("mean", x => x.Mean()),
        Unary("mean_dim", x => x.Mean(1), In(2, 3, 2)),
        Unary("mean_last_kept", x => x.Mean(-1, keepDim: true), In(2, 3, 2)),
        Unary("mean_dims", x => x.Mean([0, 2]), In(2, 3, 2)),
        Unary("prod", x => x.Prod()),
        Unary("prod_dim", x => x.Prod(1), In(2, 3, 2)),
        Unary("prod_dim_kept", x => x.Prod(-1, keepDim: true), In(2, 3, 2)),
        Unary("max", x => x.Max()),
        Unary("max_dim", x => x.Max(1).Values, In(2, 3, 2)),
        Unary("max_dim_kept", x => x.Max(-1, keepDim: true).Values, In(2, 3, 2)),
        Unary("max_dim_squared", x => x.Max(1).Values.Square(), In(2, 3, 2)) with { HasFixture = false },
        Unary("min", x => x.Min()),
        Unary("min_dim", x => x.Min(1).Values, In(2, 3, 2)),
        Unary("min_dim_kept", x => x.Min(-1, keepDim: true).Values, In(2, 3, 2)),
        Unary("logsumexp", x => x.LogSumExp(1), In(2, 3, 2)),
        Unary("logsumexp_dims", x => x.LogSumExp([0, -1], keepDim: true), In(2, 3, 2)),
        Unary("var", x => x.Var()),
        Unary("var_dim", x => x.Var(1), In(2, 3, 2)),
        Unary("var_population_kept", x => x.Var([0, 2], correction: 0, keepDim: true), In(2, 3, 2)),
        Unary("std", x => x.Std()),
        Unary("std_dim", x => x.Std(1, keepDim: true), In(2, 3, 2)),
        Unary("std_population", x => x.Std([0, 2], correction: 0), In(2, 3, 2)),
        Unary("norm", x => x.Norm()),
        Unary("norm_dim", x => x.Norm(2, 1), In(2, 3, 2)),
        Unary("norm_1", x => x.Norm(1, 1), new OpInput(2, 3, 2) { Avoid = [0] }),
        Unary("norm_3", x => x.Norm(3, [0, 2], keepDim: true), new OpInput(2, 3, 2) { Avoid = [0] }),
        Unary("norm_infinity", x => x.Norm(double.PositiveInfinity, 1), new OpInput(2, 3) { Avoid = [0] }),
        Unary("norm_minus_infinity", x => x.Norm(double.NegativeInfinity, 1), new OpInput(2, 3) { Avoid = [0] }),
        Unary("norm_0", x => x.Norm(0, 1), new OpInput(2, 3) { Avoid = [0] }),
        Unary("cumsum", x => x.CumSum(0), In(3, 2)),
        Unary("cumsum_last", x => x.CumSum(-1), In(2, 3)),
    ];
}
