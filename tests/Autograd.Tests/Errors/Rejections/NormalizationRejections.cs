using Autograd.NN;
using static Autograd.Tests.Errors.Rejections.Operands;

namespace Autograd.Tests.Errors.Rejections;

internal static class NormalizationRejections
{
    public static readonly Rejection[] All =
    [
        new("F.batch_norm(X,None,None)", () => F.BatchNorm(X, null, null),
            "BatchNorm: no runningMean to normalize with; pass it, or normalize with the input's own statistics"),
        new("F.batch_norm(X,V[:2],V,training=True)", () => F.BatchNorm(X, V[..2], V, training: true),
            "BatchNorm: a runningMean of shape (2,) for 3 channels; it must be (3,)"),
        new("F.batch_norm(X,V,V,weight=V[:2])", () => F.BatchNorm(X, V, V, weight: V[..2]),
            "BatchNorm: a weight of shape (2,) for 3 channels; it must be (3,)"),
        new("F.batch_norm(t.zeros(1,3),None,None,training=True)", () => F.BatchNorm(Tensor.Zeros(1, 3), null, null, training: true),
            "BatchNorm: one value for each channel of an input of shape (1, 3), whose variance while training would "
            + "be 0; pass more samples, or call Eval() first"),
        new("F.batch_norm(M,None,None,training=True)", () => F.BatchNorm(M, null, null, training: true),
            "BatchNorm: the input is Int64; it must be floating: convert with Float()"),
        new("F.group_norm(t.zeros(2,3),2)", () => F.GroupNorm(Tensor.Zeros(2, 3), 2),
            "GroupNorm: 3 channels of an input of shape (2, 3) for numGroups 2; they must be a multiple of it"),
        new("F.group_norm(t.zeros(2,4),0)", () => F.GroupNorm(Tensor.Zeros(2, 4), 0),
            "GroupNorm: numGroups is 0; it must be 1 or more (Parameter 'numGroups')"),
        new("F.group_norm(t.zeros(2,4),2,V)", () => F.GroupNorm(Tensor.Zeros(2, 4), 2, V),
            "GroupNorm: a weight of shape (3,) for 4 channels; it must be (4,)"),
        new("F.instance_norm(t.zeros(2,3,1))", () => F.InstanceNorm(Tensor.Zeros(2, 3, 1)),
            "InstanceNorm: one spatial element in an input of shape (2, 3, 1), whose variance would be 0; pass more, "
            + "or useInputStats: false"),
        new("F.local_response_norm(X,2)", () => F.LocalResponseNorm(X, 2),
            "LocalResponseNorm: an input of shape (2, 3); it must be (N, C, L, …), with one spatial dimension at least"),
        new("t.nn.BatchNorm2d(3)(X)", () => new BatchNorm2d(3).Forward(X),
            "BatchNorm2d: an input of shape (2, 3); it must be (N, C, H, W)"),
        new("t.nn.BatchNorm1d(2)(X)", () => new BatchNorm1d(2).Forward(X),
            "BatchNorm1d: 3 channels of an input of shape (2, 3); it must have 2"),
        new("t.nn.GroupNorm(2,3)", () => new GroupNorm(2, 3),
            "GroupNorm: numChannels 3 for numGroups 2; it must be a multiple of it"),
        new("t.nn.InstanceNorm2d(3)(X)", () => new InstanceNorm2d(3).Forward(X),
            "InstanceNorm2d: an input of shape (2, 3); it must be (N, C, H, W) or (C, H, W)"),
    ];
}
