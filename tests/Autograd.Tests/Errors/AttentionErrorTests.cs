using Autograd.NN;

namespace Autograd.Tests.Errors;

public class AttentionErrorTests
{
    private static readonly Tensor Q = Tensor.Zeros(2, 4, 8);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q, Q, Tensor.Zeros(4, 4), isCausal: true), "?Attention0"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Tensor.Zeros(8), Q, Q), "?Attention1"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q.Double(), Q), "?Attention2"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q.Long(), Q.Long(), Q.Long()), "?Attention3"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Tensor.Zeros(2, 4, 7), Q), "?Attention4"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q, Tensor.Zeros(2, 5, 8)), "?Attention5"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q, Q, Tensor.Zeros(3, 4)), "?Attention6"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q, Q, Tensor.Zeros([4, 4], DType.Int64)), "?Attention7"),
        Mistake.Range(() => F.ScaledDotProductAttention(Q, Q, Q, dropoutP: 2), "?Attention8"),
        Mistake.Argument(() => F.LayerNorm(Q.Long(), Shape.Create(8)), "?Attention9"),
        Mistake.Argument(() => F.LayerNorm(Q, Shape.Create(4)), "?Attention10"),
        Mistake.Argument(() => F.LayerNorm(Q, Shape.Create(8), Tensor.Ones(4)), "?Attention11"),
        Mistake.Argument(() => F.LayerNorm(Q, Shape.Create(8), null, Tensor.Ones(4)), "?Attention12"),
        Mistake.Argument(() => new LayerNorm(Shape.Create()), "?Attention13"),
        Mistake.Argument(() => F.Dropout(Tensor.From([1])), "?Attention14"),
        Mistake.Range(() => F.Dropout(Q, -0.5), "?Attention15"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
