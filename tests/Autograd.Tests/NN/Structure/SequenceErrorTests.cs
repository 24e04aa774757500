using Autograd.NN;

namespace Autograd.Tests.NN.Structure;

/// <summary>Messages of packed and padded sequences.</summary>
public class SequenceErrorTests
{
    private static readonly Tensor Batch = Tensor.Ones(3, 2, 4);

    public static IEnumerable<TestCaseData> Mistakes() => new (string Message, Action Call)[]
    {
        ("PackPaddedSequence: lengths of shape (1, 2) and type Int64; pass a row of integers",
            () => Utils.PackPaddedSequence(Batch, Tensor.From([[1L, 2]]))),
        ("PackPaddedSequence: an input of shape (3,); it must have a time and a batch dimension", () => Utils.PackPaddedSequence(Tensor.Ones(3), [1])),
        ("PackPaddedSequence: 1 lengths for a batch of 2; pass one for each sequence", () => Utils.PackPaddedSequence(Batch, [1])),
        ("PackPaddedSequence: length 0 of sequence 1 in an input of 3 steps; lengths are 1 to 3", () => Utils.PackPaddedSequence(Batch, [3, 0])),
        ("PackPaddedSequence: length 3 of sequence 1 after 2; sort the batch by decreasing length, or pass enforceSorted: false",
            () => Utils.PackPaddedSequence(Batch, [2, 3])),
        ("PadPackedSequence: totalLength is 2, and the longest sequence has 3 steps; use 3 or more",
            () => Utils.PadPackedSequence(Utils.PackPaddedSequence(Batch, [3, 3]), totalLength: 2)),
        ("PadSequence: there are no sequences; pass one at least", () => Utils.PadSequence([])),
        ("PackSequence: sequence 1 is null; pass tensors alone", () => Utils.PackSequence([Batch, null!])),
        ("PadSequence: sequence 1 of shape (2, 3) beside one of shape (2, 2); they may differ in the first size alone",
            () => Utils.PadSequence([Tensor.Ones(2, 2), Tensor.Ones(2, 3)])),
        ("UnpadSequence: a batch of shape (3,); it must have a time and a batch dimension", () => Utils.UnpadSequence(Tensor.Ones(3), Tensor.From([1L]))),
        ("UnpadSequence: 1 lengths for a batch of 2; pass one for each sequence", () => Utils.UnpadSequence(Batch, Tensor.From([1L]))),
        ("UnpadSequence: length 4 of sequence 0 in a batch of 3 steps; lengths are 0 to 3", () => Utils.UnpadSequence(Batch, Tensor.From([4L, 1]))),
        ("PackedSequence: data of shape (3,) and batch sizes of shape (1,) and type Float32; the data have one dimension at least, and the batch "
            + "sizes are a row of integers", () => _ = new PackedSequence(Tensor.Ones(3), Tensor.Ones(1))),
        ("PackedSequence: batch size 2 at step 1 after 1; sizes are positive and never grow",
            () => _ = new PackedSequence(Tensor.Ones(3), Tensor.From([1L, 2]))),
        ("PackedSequence: batch size 0 at step 0; sizes are positive and never grow", () => _ = new PackedSequence(Tensor.Ones(0), Tensor.From([0L]))),
        ("PackedSequence: batch sizes with the sum 2 for data of shape (3,); it must be 3", () => _ = new PackedSequence(Tensor.Ones(3), Tensor.From([2L]))),
        ("RNN: packed data of shape (6, 4); it must be (elements, 3), with one element at least",
            () => new RNN(3, 2).Forward(Utils.PackPaddedSequence(Batch, [3, 3]))),
        ("GRU: a hidden state of shape (1, 3, 2); expected (1, 2, 2)",
            () => new GRU(4, 2).Forward(Utils.PackPaddedSequence(Batch, [3, 3]), Tensor.Zeros(1, 3, 2))),
    }.Select(row => new TestCaseData(row.Message, row.Call).SetArgDisplayNames(row.Message[..20]));

    [TestCaseSource(nameof(Mistakes))]
    public void A_mistake_is_named(string message, Action call) =>
        Assert.That(Assert.Catch<ArgumentException>(call)!.Message.Split(" (Parameter '")[0], Is.EqualTo(message));
}
