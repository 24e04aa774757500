using Autograd.NN;

namespace Autograd.Tests.Errors;

public class TrainingErrorTests
{
    private static readonly Tensor Scores = Tensor.Zeros(2, 3);
    private static readonly Tensor Classes = Tensor.From([0L, 1]);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => F.NllLoss(Scores.Long(), Classes), "NllLoss: the input is Int64; convert it with To(DType.Float32) first"),
        Mistake.Argument(() => F.CrossEntropy(Tensor.From(1f), Classes),
            "CrossEntropy: the input is a single number; its shape must be (C), (N, C) or (N, C, ...)"),
        Mistake.Argument(() => F.NllLoss(Scores, Classes, Tensor.Ones(2)), "NllLoss: weight of shape (2,) for 3 classes; it must be (3,)"),
        Mistake.Argument(() => F.NllLoss(Scores, Scores),
            "NllLoss: targets are Float32; classes are integers, probabilities floating: use target.To(DType.Int64)"),
        Mistake.Argument(() => F.NllLoss(Scores, Tensor.From([0L])),
            "NllLoss: classes of shape (1,) for input of shape (2, 3); they must have its shape without C"),
        Mistake.Range(() => F.NllLoss(Scores, Tensor.From([0L, 3])),
            "NllLoss: class 3 at position 1 is out of range: there are 3 classes, 0 to 2 (Parameter 'target')"),
        Mistake.Argument(() => F.CrossEntropy(Scores, Classes, labelSmoothing: 2),
            "CrossEntropy: labelSmoothing is 2; it must be between 0 and 1"),
        Mistake.Argument(() => F.CrossEntropy(Scores, Tensor.Zeros(2, 2)),
            "CrossEntropy: class probabilities of shape (2, 2) for input of shape (2, 3); they must be the same; for classes, use an "
            + "integer type: target.To(DType.Int64)"),
        Mistake.Argument(() => F.CrossEntropy(Scores, Scores, ignoreIndex: 1),
            "CrossEntropy: ignoreIndex is 1, but probabilities name no class; leave it out"),
        Mistake.Argument(() => F.MseLoss(Scores, Tensor.Zeros(3)),
            "MseLoss: input of shape (2, 3) beside target of shape (3,); a loss does not broadcast: bring them to one shape first"),
        Mistake.Argument(() => F.MseLoss(Tensor.Zeros(2, 1), Tensor.Zeros(2)),
            "MseLoss: input of shape (2, 1) beside target of shape (2,); a loss does not broadcast: use target.Unsqueeze(1) or "
            + "input.Squeeze(1)"),
        Mistake.Argument(() => F.MseLoss(Tensor.Zeros(2), Tensor.Zeros(2, 1)),
            "MseLoss: input of shape (2,) beside target of shape (2, 1); a loss does not broadcast: use input.Unsqueeze(1) or "
            + "target.Squeeze(1)"),
        Mistake.Argument(() => LoadsBetas(Tensor.Zeros(3)),
            "LoadStateDict: \"betas\" are not two numbers; it is not the state of such an optimizer"),
        Mistake.Argument(() => LoadsGroups(), "LoadStateDict: the state has more groups than the 1 here; add the missing ones first"),
        Mistake.Range(() => new Embedding(3, 2, paddingIdx: 3),
            "Embedding: paddingIdx 3 is out of range for 3 rows; use -3 to 2 (Parameter 'paddingIdx')"),
        Mistake.Range(() => new Dropout(1.5), "Dropout: dropout probability has to be between 0 and 1, but got 1.5 (Parameter 'p')"),
        Mistake.Argument(() => Init.KaimingUniform(Tensor.Zeros(3)),
            "KaimingUniform: a weight of shape (3,) has no fan-in and fan-out; it needs two dimensions or more; use Uniform or Normal"),
        Mistake.Range(() => Threading.NumThreads = 0, "NumThreads: 0 threads; at least 1, the calling one, is needed (Parameter 'value')"),
        Mistake.Range(() => new RNN(4, 0), "RNN: a hidden size of 0; it must be at least 1 (Parameter 'hiddenSize')"),
        Mistake.Range(() => F.Embedding(Classes, Scores, paddingIdx: 2),
            "Embedding: paddingIdx 2 is out of range for 2 rows; use -2 to 1 (Parameter 'paddingIndex')"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    private static void LoadsBetas(Tensor betas)
    {
        var adam = new Adam([Parameter.From(Tensor.Ones(1))]);
        adam.LoadStateDict(new Dictionary<string, Tensor>(adam.StateDict()) { ["param_groups.0.betas"] = betas });
    }

    private static void LoadsGroups()
    {
        var adam = new Adam([Parameter.From(Tensor.Ones(1))]);
        adam.LoadStateDict(new Dictionary<string, Tensor>(adam.StateDict()) { ["param_groups.1.params"] = Tensor.From([0L]) });
    }
}
