using Autograd.NN;

namespace Autograd.Tests.Errors;

public class AttentionErrorTests
{
    private static readonly Tensor Q = Tensor.Zeros(2, 4, 8);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q, Q, Tensor.Zeros(4, 4), isCausal: true),
            "ScaledDotProductAttention: both attnMask and isCausal are given; leave one out, or combine them in the mask"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Tensor.Zeros(8), Q, Q),
            "ScaledDotProductAttention: query (8,), key (2, 4, 8) and value (2, 4, 8); each needs two dimensions at least"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q.Double(), Q),
            "ScaledDotProductAttention: query, key and value are Float32, Float64 and Float32; they must be of one floating type"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q.Long(), Q.Long(), Q.Long()),
            "ScaledDotProductAttention: query, key and value are Int64, Int64 and Int64; they must be of one floating type"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Tensor.Zeros(2, 4, 7), Q),
            "ScaledDotProductAttention: query (2, 4, 8) and key (2, 4, 7) differ in the last size; it must be the same"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q, Tensor.Zeros(2, 5, 8)),
            "ScaledDotProductAttention: key (2, 4, 8) and value (2, 5, 8) differ in their number, the last size but one; it must be "
            + "the same"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q, Q, Tensor.Zeros(3, 4)),
            "ScaledDotProductAttention: attnMask of shape (3, 4) does not broadcast to the scores' shape (2, 4, 4)"),
        Mistake.Argument(() => F.ScaledDotProductAttention(Q, Q, Q, Tensor.Zeros([4, 4], DType.Int64)),
            "ScaledDotProductAttention: attnMask is Int64; it must be Bool, or floating to be added"),
        Mistake.Range(() => F.ScaledDotProductAttention(Q, Q, Q, dropoutP: 2),
            "ScaledDotProductAttention: dropout probability has to be between 0 and 1, but got 2 (Parameter 'p')"),
        Mistake.Argument(() => F.LayerNorm(Q.Long(), Shape.Create(8)), "LayerNorm: the input is Int64; it must be floating: convert with Float()"),
        Mistake.Argument(() => F.LayerNorm(Q, Shape.Create(4)),
            "LayerNorm: normalizedShape (4,) for an input of shape (2, 4, 8); it must be the sizes of the input's last dimensions, "
            + "one at least"),
        Mistake.Argument(() => F.LayerNorm(Q, Shape.Create(8), Tensor.Ones(4)),
            "LayerNorm: a weight of shape (4,) for normalizedShape (8,); they must be the same"),
        Mistake.Argument(() => F.LayerNorm(Q, Shape.Create(8), null, Tensor.Ones(4)),
            "LayerNorm: a bias of shape (4,) for normalizedShape (8,); they must be the same"),
        Mistake.Argument(() => new LayerNorm(Shape.Create()), "LayerNorm: normalizedShape () has no dimension; give it one at least"),
        Mistake.Argument(() => F.Dropout(Tensor.From([1])), "Dropout: the input is Int64; it must be floating: convert with Float()"),
        Mistake.Range(() => F.Dropout(Q, -0.5), "Dropout: dropout probability has to be between 0 and 1, but got -0.5 (Parameter 'p')"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
