namespace Autograd.Tests.Errors;

public class LayoutErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Number = Tensor.From(1f);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => Tensor.Cat([X, Number]), "?Shaping0"),
        Mistake.Argument(() => Tensor.Cat([]), "?Shaping1"),
        Mistake.Argument(() => Tensor.Cat([X, Tensor.Zeros(2, 2)]), "?Shaping2"),
        Mistake.Range(() => Tensor.Cat([X, X], 2), "?Shaping3"),
        Mistake.Argument(() => Tensor.Stack([]), "?Shaping4"),
        Mistake.Range(() => Tensor.Stack([X], 3), "?Shaping5"),
        Mistake.Argument(() => Tensor.Stack([X, X.T]), "?Shaping6"),
        Mistake.Argument(() => X.Expand(-1, 2, 3), "?Shaping7"),
        Mistake.Argument(() => X.Expand(3, 3), "?Shaping8"),
        Mistake.Argument(() => X.Expand(3), "?Shaping9"),
        Mistake.Argument(() => X.Flip(1, -1), "?Shaping10"),
        Mistake.Range(() => X.Flip(2), "?Shaping11"),
        Mistake.Argument(() => X.Permute(0, 0), "?Shaping12"),
        Mistake.Argument(() => X.Permute(0), "?Shaping13"),
        Mistake.State(() => _ = Tensor.Zeros(1, 2, 3).T, "?Shaping14"),
        Mistake.Argument(() => X.Repeat(2), "?Shaping15"),
        Mistake.Range(() => X.Repeat(2, -1), "?Shaping16"),
        Mistake.Range(() => X.RepeatInterleave(-1), "?Shaping17"),
        Mistake.Argument(() => X.RepeatInterleave([1, 2], 1), "?Shaping18"),
        Mistake.Range(() => X.RepeatInterleave([1, -2], 0), "?Shaping19"),
        Mistake.Argument(() => X.T.View(6), "?Shaping20"),
        Mistake.Argument(() => X.Flatten(1, 0), "?Shaping21"),
        Mistake.Range(() => X.Unsqueeze(3), "?Shaping22"),
        Mistake.Argument(() => X.Reshape(-1, -1), "?Shaping23"),
        Mistake.Argument(() => X.Reshape(-1, 4), "?Shaping24"),
        Mistake.Argument(() => X.View(4), "?Shaping25"),
        Mistake.Argument(() => Tensor.Zeros(0).Reshape(-1, 0), "?Shaping26"),
        Mistake.Range(() => X.Split(0), "?Shaping27"),
        Mistake.Argument(() => X.Split([3, -1]), "?Shaping28"),
        Mistake.Argument(() => X.Split([1, 2]), "?Shaping29"),
        Mistake.Range(() => X.Chunk(0), "?Shaping30"),
        Mistake.Argument(() => Number.Tril(), "?Shaping31"),
        Mistake.Argument(() => Tensor.Zeros(3).Triu(), "?Shaping32"),
        Mistake.Range(() => X.Unfold(1, 4, 1), "?Shaping33"),
        Mistake.Range(() => X.Unfold(1, 2, 0), "?Shaping34"),
        Mistake.Range(() => X.Squeeze(2), "?Shaping35"),
        Mistake.Range(() => X.Transpose(0, 2), "?Shaping36"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
