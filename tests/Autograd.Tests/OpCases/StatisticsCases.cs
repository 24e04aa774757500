namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Statistics() =>
    [
        Unary("var_mean", x => Both(x.VarMean(1)), In(2, 3, 2)),
        Unary("var_mean_population", x => Both(x.VarMean([0, 2], correction: 0, keepDim: true)), In(2, 3, 2)),
        Unary("std_mean", x => Both(x.StdMean())),
        Unary("std_mean_dim", x => Both(x.StdMean(1)), In(2, 3, 2)),
        Unary("nansum", x => x.NanSum()),
        Unary("nansum_dims", x => x.NanSum([0, 2], keepDim: true), In(2, 3, 2)),
        Unary("nanmean", x => x.NanMean()),
        Unary("nanmean_dim", x => x.NanMean(1), In(2, 3, 2)),
        Unary("quantile", x => x.Quantile(0.3)),
        Unary("quantile_dim", x => x.Quantile(0.6, dim: 1), In(2, 3, 2)),
        Unary("quantile_kept", x => x.Quantile(Parts(x, 0, 0.25, 1), dim: 1, keepDim: true), In(2, 3, 2)),
        Unary("quantile_of_all_kept", x => x.Quantile(Parts(x, 0.4, 0.5), keepDim: true), In(2, 3, 2)),
        new("quantile_parts", x => x[0].Quantile(x[1], dim: 0), In(5, 2), Between(0.05, 0.95, 3)),
        Unary("quantile_lower", x => x.Quantile(0.3, 1, interpolation: QuantileInterpolation.Lower), In(2, 4)),
        Unary("quantile_higher", x => x.Quantile(0.3, 1, interpolation: QuantileInterpolation.Higher), In(2, 4)),
        Unary("quantile_midpoint", x => x.Quantile(0.3, 1, interpolation: QuantileInterpolation.Midpoint), In(2, 4)),
        Unary("quantile_nearest", x => x.Quantile(0.3, 1, interpolation: QuantileInterpolation.Nearest), In(2, 4)),
        Unary("nanquantile", x => x.NanQuantile(0.3)),
        new("nanquantile_parts", x => x[0].NanQuantile(x[1], dim: 1), In(2, 4), Between(0.05, 0.95, 3)),
    ];

    private static Tensor Both((Tensor A, Tensor B) pair) => Tensor.Stack([pair.A, pair.B]);

    private static Tensor Parts(Tensor like, params double[] parts) => Tensor.From(parts).To(like.DType);
}
