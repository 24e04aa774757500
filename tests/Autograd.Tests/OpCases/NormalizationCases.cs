using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Normalization() =>
    [
        new("batch_norm", x => BatchNormalized(x[0], x[1], x[2], training: true), In(2, 3, 5), In(3), In(3)),
        new("batch_norm_eval", x => BatchNormalized(x[0], x[1], x[2]), In(2, 3, 5), In(3), In(3)),
        Unary("batch_norm_plain", x => F.BatchNorm(x, null, null, training: true, eps: 0.1), In(2, 3, 5)),
        Unary("batch_norm_eval_plain", x => BatchNormalized(x, eps: 0.1), In(2, 3, 5)),
        new("batch_norm_weight", x => F.BatchNorm(x[0], null, null, x[1], training: true), In(3, 2, 2, 9), In(2)),
        new("batch_norm_bias", x => F.BatchNorm(x[0], null, null, bias: x[1], training: true), In(3, 2, 17), In(2)),
        new("batch_norm_matrix", x => F.BatchNorm(x[0], null, null, x[1], x[2], training: true), In(5, 4), In(4), In(4)),
        new("batch_norm_matrix_eval", x => BatchNormalized(x[0], x[1], x[2]), In(5, 4), In(4), In(4)),
        Unary("batch_norm_running", x => WithRunning(x, (m, v) => F.BatchNorm(x, m, v, training: true, momentum: 0.3)), In(2, 3, 5)) with { MatchesDifferences = false },
        new("batch_norm_volume", x => F.BatchNorm(x[0], null, null, x[1], x[2], training: true), In(2, 3, 2, 1, 2), In(3), In(3)),
        new("group_norm", x => F.GroupNorm(x[0], 2, x[1], x[2]), In(2, 4, 5), In(4), In(4)),
        new("group_norm_one", x => F.GroupNorm(x[0], 1, x[1], x[2], 0.1), In(2, 3, 2, 2), In(3), In(3)),
        new("group_norm_each", x => F.GroupNorm(x[0], 3, x[1], x[2]), In(2, 3, 17), In(3), In(3)),
        Unary("group_norm_plain", x => F.GroupNorm(x, 2), In(3, 4, 2)),
        new("group_norm_matrix", x => F.GroupNorm(x[0], 2, x[1], x[2]), In(3, 6), In(6), In(6)),
        Unary("instance_norm", x => F.InstanceNorm(x), In(2, 3, 5)),
        new("instance_norm_affine", x => F.InstanceNorm(x[0], weight: x[1], bias: x[2], eps: 0.1), In(2, 3, 2, 3), In(3), In(3)),
        Unary("instance_norm_running", x => WithRunning(x, (m, v) => F.InstanceNorm(x, m, v, momentum: 0.3)), In(2, 3, 5)) with { MatchesDifferences = false },
        new("instance_norm_eval", x => InstanceNormalized(x[0], x[1], x[2]), In(2, 3, 5), In(3), In(3)),
        new("rms_norm", x => F.RmsNorm(x[0], x[1].Shape, x[1]), In(4, 5), In(5)),
        new("rms_norm_dims", x => F.RmsNorm(x[0], x[1].Shape, x[1], 0.1), In(2, 3, 2), In(3, 2)),
        Unary("rms_norm_plain", x => F.RmsNorm(x, [x.Size(1)]), In(2, 37)),
        Unary("local_response_norm", x => F.LocalResponseNorm(x, 3, 0.5, 0.75, 1.5), In(2, 4, 3)),
        Unary("local_response_norm_even", x => F.LocalResponseNorm(x, 2, 2, 1), In(2, 3, 2, 2)),
        Unary("local_response_norm_wide", x => F.LocalResponseNorm(x, 7), In(1, 3, 2, 1, 2)),
    ];

    private static Tensor BatchNormalized(Tensor x, Tensor? weight = null, Tensor? bias = null, bool training = false, double eps = 1e-5)
    {
        var (mean, variance) = Running(x);
        return F.BatchNorm(x, mean, variance, weight, bias, training, eps: eps);
    }

    private static Tensor InstanceNormalized(Tensor x, Tensor weight, Tensor bias)
    {
        var (mean, variance) = Running(x);
        return F.InstanceNorm(x, mean, variance, weight, bias, useInputStats: false);
    }

    /// <summary>The result, and what became of the running statistics.</summary>
    private static Tensor WithRunning(Tensor x, Func<Tensor, Tensor, Tensor> norm)
    {
        var (mean, variance) = Running(x);
        var y = norm(mean, variance);
        return y + (mean * 2 + variance).Unsqueeze(1);
    }

    private static (Tensor Mean, Tensor Variance) Running(Tensor x)
    {
        var steps = Tensor.Arange(x.Size(1), x.DType);
        return (steps * 0.5 - 0.25, steps * 0.75 + 0.5);
    }
}
