namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Scans() =>
    [
        Unary("cumprod", x => x.CumProd(0), In(3, 2)),
        Unary("cumprod_last", x => x.CumProd(-1)),
        Unary("cumprod_middle", x => x.CumProd(1), In(2, 3, 2)),
        Unary("cumprod_of_zeros", x => (x * Parts(x, 0, 1, 1, 0, 1)).CumProd(-1), In(2, 5)) with { HasFixture = false },
        new OpCase("cumprod_gradient", x => Derivative(v => v.CumProd(1), x), In(2, 3), In(2, 3)) with { HasFixture = false },
        new OpCase("logcumsumexp_gradient", x => Derivative(v => v.LogCumSumExp(1), x), In(2, 3), In(2, 3)) with { HasFixture = false },
        Unary("logcumsumexp", x => x.LogCumSumExp(0), In(3, 2)),
        Unary("logcumsumexp_last", x => x.LogCumSumExp(-1)),
        Unary("logcumsumexp_middle", x => x.LogCumSumExp(1), In(2, 3, 2)),
        Unary("cummax", x => x.CumMax(1).Values, In(2, 5)),
        Unary("cummax_first", x => x.CumMax(0).Values, In(4, 2)),
        Unary("cummin", x => x.CumMin(1).Values, In(2, 5)),
        Unary("diff", x => x.Diff(), In(2, 4)),
        Unary("diff_twice", x => x.Diff(2, dim: 0), In(4, 2)),
        new("diff_joined", x => x[0].Diff(dim: 1, prepend: x[1], append: x[2]), In(2, 3), In(2, 1), In(2, 2)),
        Unary("diff_none", x => x.Diff(0)),
        Unary("trapezoid", y => y.Trapezoid(0.5), In(2, 4)),
        Unary("trapezoid_first", y => y.Trapezoid(dim: 0), In(3, 2)),
        new("trapezoid_at", x => x[0].Trapezoid(x[1], dim: 1), In(2, 3, 2), In(3)),
        new("trapezoid_at_each", x => x[0].Trapezoid(x[1]), In(2, 3), In(2, 3)),
        Unary("cumulative_trapezoid", y => y.CumulativeTrapezoid(2), In(2, 4)),
        new("cumulative_trapezoid_at", x => x[0].CumulativeTrapezoid(x[1], dim: 0), In(3, 2), In(3)),
    ];

    /// <summary>
    /// The gradient of a function by its input, in the direction of the second, as an operation of its own: its derivatives reach the
    /// third.
    /// </summary>
    private static Tensor Derivative(Func<Tensor, Tensor> function, Tensor[] x)
    {
        using var recording = GradMode.EnableGrad();
        var at = x[0].RequiresGrad ? x[0] : x[0].Detach();
        at.RequiresGrad = true;
        return Functional.Grad([function(at)], [at], [x[1]], createGraph: true)[0]!;
    }
}
