using Autograd.NN;

namespace Autograd.Tests.Errors;

public class NormalizationErrorTests
{
    private static readonly Tensor _x = Tensor.Zeros(2, 4, 3);
    private static readonly Tensor _four = Tensor.Ones(4);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => F.BatchNorm(_x.Long(), null, null, training: true),
            "BatchNorm: the input is Int64; it must be floating: convert with Float()"),
        Mistake.Argument(() => F.BatchNorm(_four, null, null, training: true), "BatchNorm: an input of shape (4,); it must be (N, C, …)"),
        Mistake.Argument(() => F.BatchNorm(_x, null, null, _x[0, 0], training: true),
            "BatchNorm: a weight of shape (3,) for 4 channels; it must be (4,)"),
        Mistake.Argument(() => F.InstanceNorm(_x, bias: _x[0]), "InstanceNorm: a bias of shape (4, 3) for 4 channels; it must be (4,)"),
        Mistake.Argument(() => F.BatchNorm(_x, _x, _four, training: true),
            "BatchNorm: a runningMean of shape (2, 4, 3) for 4 channels; it must be (4,)"),
        Mistake.Argument(() => F.BatchNorm(_x, _four, _x, training: true),
            "BatchNorm: a runningVar of shape (2, 4, 3) for 4 channels; it must be (4,)"),
        Mistake.Argument(() => F.BatchNorm(_x, null, _four),
            "BatchNorm: no runningMean to normalize with; pass it, or normalize with the input's own statistics"),
        Mistake.Argument(() => F.InstanceNorm(_x, _four, null, useInputStats: false),
            "InstanceNorm: no runningVar to normalize with; pass it, or normalize with the input's own statistics"),
        Mistake.Argument(() => F.BatchNorm(_x, _four.Long(), _four),
            "BatchNorm: running statistics of integers; they must be floating: convert with Float()"),
        Mistake.Argument(() => new BatchNorm1d(4).Forward(_x[..1, .., ..1]),
            "BatchNorm1d: one value for each channel of an input of shape (1, 4, 1), whose variance while training would be 0; "
            + "pass more samples, or call Eval() first"),
        Mistake.Argument(() => F.InstanceNorm(_x[.., .., ..1]),
            "InstanceNorm: one spatial element in an input of shape (2, 4, 1), whose variance would be 0; pass more, or useInputStats: false"),
        Mistake.Range(() => F.GroupNorm(_x, 0), "GroupNorm: numGroups is 0; it must be 1 or more (Parameter 'numGroups')"),
        Mistake.Argument(() => F.GroupNorm(_x, 3),
            "GroupNorm: 4 channels of an input of shape (2, 4, 3) for numGroups 3; they must be a multiple of it"),
        Mistake.Argument(() => F.GroupNorm(_x[..1, .., ..1], 4),
            "GroupNorm: one value for each group of an input of shape (1, 4, 1), whose variance would be 0; use fewer groups"),
        Mistake.Argument(() => F.RmsNorm(_x.Long(), [3]), "RmsNorm: the input is Int64; it must be floating: convert with Float()"),
        Mistake.Argument(() => F.RmsNorm(_x, [4]),
            "RmsNorm: normalizedShape (4,) for an input of shape (2, 4, 3); it must be the sizes of the input's last dimensions, one at least"),
        Mistake.Argument(() => F.RmsNorm(_x, [3], _four), "RmsNorm: a weight of shape (4,) for normalizedShape (3,); they must be the same"),
        Mistake.Argument(() => F.LocalResponseNorm(_x.Long(), 2),
            "LocalResponseNorm: the input is Int64; it must be floating: convert with Float()"),
        Mistake.Argument(() => F.LocalResponseNorm(_x[0], 2),
            "LocalResponseNorm: an input of shape (4, 3); it must be (N, C, L, …), with one spatial dimension at least"),
        Mistake.Range(() => F.LocalResponseNorm(_x, 0), "LocalResponseNorm: size is 0; it must be 1 or more (Parameter 'size')"),
        Mistake.Range(() => new LocalResponseNorm(-1), "LocalResponseNorm: size is -1; it must be 1 or more (Parameter 'size')"),
        Mistake.Range(() => new BatchNorm2d(-1), "BatchNorm2d: numFeatures is -1; it must be 0 or more (Parameter 'numFeatures')"),
        Mistake.Argument(() => new BatchNorm2d(4).Forward(_x), "BatchNorm2d: an input of shape (2, 4, 3); it must be (N, C, H, W)"),
        Mistake.Argument(() => new BatchNorm1d(4).Forward(_four), "BatchNorm1d: an input of shape (4,); it must be (N, C) or (N, C, L)"),
        Mistake.Argument(() => new BatchNorm1d(3).Forward(_x), "BatchNorm1d: 4 channels of an input of shape (2, 4, 3); it must have 3"),
        Mistake.Argument(() => new InstanceNorm2d(4).Forward(_four),
            "InstanceNorm2d: an input of shape (4,); it must be (N, C, H, W) or (C, H, W)"),
        Mistake.Argument(() => new InstanceNorm1d(3, affine: true).Forward(_x),
            "InstanceNorm1d: 4 channels of an input of shape (2, 4, 3); it must have 3"),
        Mistake.Range(() => new GroupNorm(0, 2), "GroupNorm: numGroups is 0; it must be 1 or more (Parameter 'numGroups')"),
        Mistake.Argument(() => new GroupNorm(2, 3), "GroupNorm: numChannels 3 for numGroups 2; it must be a multiple of it"),
        Mistake.Argument(() => new RMSNorm(Shape.Create()), "RMSNorm: normalizedShape () has no dimension; give it one at least"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    [Test]
    public void Nothing_is_written_by_a_call_that_fails()
    {
        var mean = Tensor.Zeros(4);
        Assert.That(() => F.BatchNorm(_x, mean, Tensor.Ones(3), training: true), Throws.ArgumentException);
        Assert.That(mean.Version, Is.EqualTo(0));
    }
}
