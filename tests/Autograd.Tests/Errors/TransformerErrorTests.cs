using Autograd.NN;

namespace Autograd.Tests.Errors;

public class TransformerErrorTests
{
    private static readonly MultiheadAttention Module = new(8, 2);
    private static readonly MultiheadAttention Sizes = new(8, 2, kdim: 3, vdim: 5, batchFirst: true);
    private static readonly Tensor X = Tensor.Zeros(4, 3, 8), Row = Tensor.Zeros(4, 8);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => new MultiheadAttention(10, 3),
            "MultiheadAttention: 10 features in 3 heads; the number of heads must be positive and divide that of the features"),
        Mistake.Argument(() => new TransformerEncoderLayer(10, 0),
            "MultiheadAttention: 10 features in 0 heads; the number of heads must be positive and divide that of the features"),
        Mistake.Range(() => new MultiheadAttention(8, 2, dropout: 1.5),
            "MultiheadAttention: dropout probability has to be between 0 and 1, but got 1.5 (Parameter 'p')"),
        Mistake.Argument(() => Module.Forward(X, Row, X),
            "MultiheadAttention: query (4, 3, 8), key (4, 8) and value (4, 3, 8); all must be 3-D (a batch), or all 2-D (one sequence)"),
        Mistake.Argument(() => Module.Forward(Tensor.Zeros(8), Row, Row),
            "MultiheadAttention: query (8,), key (4, 8) and value (4, 8); all must be 3-D (a batch), or all 2-D (one sequence)"),
        Mistake.Argument(() => Module.Forward(Tensor.Zeros(4, 3, 7), X, X),
            "MultiheadAttention: a query of shape (4, 3, 7); its last size must be embedDim, 8"),
        Mistake.Argument(() => Sizes.Forward(X, X, X), "MultiheadAttention: a key of shape (4, 3, 8); its last size must be kdim, 3"),
        Mistake.Argument(() => Sizes.Forward(X, Tensor.Zeros(4, 6, 3), X),
            "MultiheadAttention: a value of shape (4, 3, 8); its last size must be vdim, 5"),
        Mistake.Argument(() => Sizes.Forward(X, Tensor.Zeros(4, 6, 3), Tensor.Zeros(4, 7, 5)),
            "MultiheadAttention: key (4, 6, 3) and value (4, 7, 5) differ before the last size; they must agree there"),
        Mistake.Argument(() => Sizes.Forward(X, Tensor.Zeros(2, 6, 3), Tensor.Zeros(2, 6, 5)),
            "MultiheadAttention: query (4, 3, 8) and key (2, 6, 3) differ in dimension 0, the batch; it must be of one size"),
        Mistake.Argument(() => Module.Forward(X, Tensor.Zeros(6, 2, 8), Tensor.Zeros(6, 2, 8)),
            "MultiheadAttention: query (4, 3, 8) and key (6, 2, 8) differ in dimension 1, the batch; it must be of one size"),
        Mistake.Argument(() => Module.Forward(X, X, X, Tensor.Zeros([4, 3], DType.Bool)),
            "MultiheadAttention: keyPaddingMask of shape (4, 3) for a key of shape (4, 3, 8); it must be (3, 4)"),
        Mistake.Argument(() => Module.Forward(Row, Row, Row, Tensor.Zeros([1, 4], DType.Bool)),
            "MultiheadAttention: keyPaddingMask of shape (1, 4) for a key of shape (4, 8); it must be (4,)"),
        Mistake.Argument(() => Module.Forward(X, X, X, Tensor.Zeros([3, 4], DType.UInt8)),
            "MultiheadAttention: keyPaddingMask is UInt8; it must be Bool, true where a key is hidden, or floating to be added"),
        Mistake.Argument(() => Module.Forward(X, X, X, attnMask: Tensor.Zeros(4, 3)),
            "MultiheadAttention: attnMask of shape (4, 3) for a query of shape (4, 3, 8) and a key of shape (4, 3, 8); "
            + "it must be (4, 4), or (6, 4, 4) for each head in the batch"),
        Mistake.Argument(() => Module.Forward(X, X, X, attnMask: Tensor.Zeros([4, 4], DType.Int64)),
            "MultiheadAttention: attnMask is Int64; it must be Bool, true where a key is hidden, or floating to be added"),
        Mistake.Argument(() => Attend(8, 2, null), "MultiHeadAttentionForward: useSeparateProjWeight is false, and inProjWeight is null; give it"),
        Mistake.Argument(() => Attend(8, 2, Row, separate: true),
            "MultiHeadAttentionForward: useSeparateProjWeight is true, and qProjWeight, kProjWeight or vProjWeight is null; give all three"),
        Mistake.Argument(() => Attend(8, 2, Row, biasK: Row), "MultiHeadAttentionForward: of biasK and biasV only biasK is given; give both, or none"),
        Mistake.Argument(() => Attend(8, 3, Row),
            "MultiHeadAttentionForward: 8 features in 3 heads; the number of heads must be positive and divide that of the features"),
        Mistake.Argument(() => Attend(6, 3, Row), "MultiHeadAttentionForward: a query of shape (4, 3, 8); its last size must be embedDim, 6"),
        Mistake.Range(() => new TransformerEncoder(new TransformerEncoderLayer(4, 2, 3), -1),
            "TransformerEncoder: -1 layers; there must be 0 or more (Parameter 'numLayers')"),
        Mistake.Range(() => new TransformerDecoder(new TransformerDecoderLayer(4, 2, 3), -1),
            "TransformerDecoder: -1 layers; there must be 0 or more (Parameter 'numLayers')"),
        Mistake.Range(() => Transformer.GenerateSquareSubsequentMask(-1),
            "GenerateSquareSubsequentMask: a length of -1; it must be 0 or more (Parameter 'sz')"),
        Mistake.Argument(() => Model(batchFirst: false).Forward(X, Tensor.Zeros(4, 3, 7)),
            "Transformer: src (4, 3, 8) and tgt (4, 3, 7); both must be 3-D, or 2-D without a batch, and end in dModel, 8"),
        Mistake.Argument(() => Model(batchFirst: false).Forward(X, Row),
            "Transformer: src (4, 3, 8) and tgt (4, 8); both must be 3-D, or 2-D without a batch, and end in dModel, 8"),
        Mistake.Argument(() => Model(batchFirst: false).Forward(X, Tensor.Zeros(4, 2, 8)),
            "Transformer: src (4, 3, 8) and tgt (4, 2, 8) differ in dimension 1, the batch; it must be of one size"),
        Mistake.Argument(() => Model(batchFirst: true).Forward(X, Tensor.Zeros(2, 3, 8)),
            "Transformer: src (4, 3, 8) and tgt (2, 3, 8) differ in dimension 0, the batch; it must be of one size"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    private static void Attend(int embedDim, int numHeads, Tensor? inProjWeight, bool separate = false, Tensor? biasK = null) =>
        F.MultiHeadAttentionForward(
            X, X, X, embedDim, numHeads, inProjWeight, null, biasK, null, false, 0, Row, null, useSeparateProjWeight: separate);

    private static Transformer Model(bool batchFirst) => new(8, 2, 1, 1, 4, batchFirst: batchFirst);
}
