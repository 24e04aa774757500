using Autograd.NN;
using static Autograd.Tests.Errors.Rejections.Operands;

namespace Autograd.Tests.Errors.Rejections;

internal static class ModuleRejections
{
    public static readonly Rejection[] All =
    [
        new("F.cosine_similarity(X,t.zeros(2,2))", () => F.CosineSimilarity(X, Tensor.Zeros(2, 2)),
            "CosineSimilarity: shapes (2, 3) and (2, 2) do not broadcast: sizes 3 and 2 meet in dimension 1; they "
            + "must be equal, or one of them 1"),
        new("F.cosine_similarity(X,X,dim=2)", () => F.CosineSimilarity(X, X, dim: 2),
            "CosineSimilarity: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        new("F.normalize(X,dim=2)", () => F.Normalize(X, dim: 2),
            "Normalize: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        new("F.pdist(V)", () => F.Pdist(V),
            "Pdist: input of shape (3,); it must be (N, M)"),
        new("F.embedding_bag(IX,X)", () => F.EmbeddingBag(IX, X),
            "EmbeddingBag: an input of shape (2,) without offsets; pass where each bag begins, or bags of one size as "
            + "(B, N)"),
        new("F.embedding_bag(t.tensor([0,2]),X,t.tensor([0]))", () => F.EmbeddingBag(Tensor.From([0L, 2]), X, Tensor.From([0L])),
            "EmbeddingBag: index 2 at position 1 is out of range for 2 rows; use 0 to 1 (Parameter 'input')"),
        new("F.embedding_bag(IX,X,t.tensor([1]))", () => F.EmbeddingBag(IX, X, Tensor.From([1L])),
            "EmbeddingBag: offset 1 at position 0 for 2 indices; offsets begin with 0 and do not decrease"),
        new("F.bilinear(X,X,t.zeros(1,2,3))", () => F.Bilinear(X, X, Tensor.Zeros(1, 2, 3)),
            "Bilinear: inputs of shape (2, 3) and of shape (2, 3) for a weight of shape (1, 2, 3); they must be (..., "
            + "2) and (..., 3)"),
        new("F.pixel_shuffle(t.zeros(3,2,2),2)", () => F.PixelShuffle(Tensor.Zeros(3, 2, 2), 2),
            "PixelShuffle: 3 channels in shape (3, 2, 2); they must be a multiple of 4, the square of 2"),
        new("F.pixel_unshuffle(t.zeros(1,3,3),2)", () => F.PixelUnshuffle(Tensor.Zeros(1, 3, 3), 2),
            "PixelUnshuffle: height and width of shape (1, 3, 3); they must be multiples of 2"),
        new("F.interpolate(X,2)", () => F.Interpolate(X, 2),
            "Interpolate: an input of shape (2, 3) for mode Nearest; it must be (N, C, L), (N, C, H, W) or (N, C, D, "
            + "H, W)"),
        new("F.interpolate(t.zeros(1,1,2,2))", () => F.Interpolate(Tensor.Zeros(1, 1, 2, 2)),
            "Interpolate: neither size nor scaleFactor; pass one of them"),
        new("F.interpolate(t.zeros(1,1,2,2),size=0)", () => F.Interpolate(Tensor.Zeros(1, 1, 2, 2), size: 0),
            "Interpolate: size (0,); each number must be 1 or more"),
        new("F.interpolate(t.zeros(1,1,2,2),size=(1,2,3))", () => F.Interpolate(Tensor.Zeros(1, 1, 2, 2), size: (1, 2, 3)),
            "Interpolate: 3 numbers in size (1, 2, 3); pass one, or one for each of 2 spatial dimensions"),
        new("F.grid_sample(t.zeros(1,1,2,2),t.zeros(2,2,2,2))", () => F.GridSample(Tensor.Zeros(1, 1, 2, 2), Tensor.Zeros(2, 2, 2, 2)),
            "GridSample: a grid of shape (2, 2, 2, 2) for an input of shape (1, 1, 2, 2); it must be (1, H, W, 2)"),
        new("F.grid_sample(t.zeros(1,1,2,2),t.zeros(1,2,2,3))", () => F.GridSample(Tensor.Zeros(1, 1, 2, 2), Tensor.Zeros(1, 2, 2, 3)),
            "GridSample: a grid of shape (1, 2, 2, 3) for an input of shape (1, 1, 2, 2); it must be (1, H, W, 2)"),
        new("F.affine_grid(X,(1,1,2,2))", () => F.AffineGrid(X, (1, 1, 2, 2)),
            "AffineGrid: a theta of shape (2, 3) for size (1, 1, 2, 2); it must be (1, 2, 3)"),
        new("F.dropout2d(X,2)", () => F.Dropout2d(X, 2),
            "Dropout2d: dropout probability has to be between 0 and 1, but got 2 (Parameter 'p')"),
        new("F.alpha_dropout(X,-1)", () => F.AlphaDropout(X, -1),
            "AlphaDropout: dropout probability has to be between 0 and 1, but got -1 (Parameter 'p')"),
        new("F.gumbel_softmax(X,dim=2)", () => F.GumbelSoftmax(X, dim: 2),
            "GumbelSoftmax: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        new("t.nn.Embedding(3,2,padding_idx=3)", () => new Embedding(3, 2, paddingIdx: 3),
            "Embedding: paddingIdx 3 is out of range for 3 rows; use -3 to 2 (Parameter 'paddingIdx')"),
        new("t.nn.MultiheadAttention(5,2)", () => new MultiheadAttention(5, 2),
            "MultiheadAttention: 5 features in 2 heads; the number of heads must be positive and divide that of the "
            + "features"),
        new("t.nn.MultiheadAttention(4,2)(X,X,X)", () => new MultiheadAttention(4, 2).Forward(X, X, X),
            "MultiheadAttention: a query of shape (2, 3); its last size must be embedDim, 4"),
        new("t.nn.TransformerEncoderLayer(4,3)", () => new TransformerEncoderLayer(4, 3),
            "MultiheadAttention: 4 features in 3 heads; the number of heads must be positive and divide that of the "
            + "features"),
        new("t.nn.Unflatten(1,(2,2))(X)", () => new Unflatten(1, [2, 2]).Forward(X),
            "Unflatten: sizes (2, 2) do not multiply up to 3, the size of dimension 1 of shape (2, 3)"),
        new("t.nn.Dropout(1.5)", () => new Dropout(1.5),
            "Dropout: dropout probability has to be between 0 and 1, but got 1.5 (Parameter 'p')"),
        new("t.nn.utils.rnn.pack_padded_sequence(t.zeros(3,2,1),t.tensor([1,2]))", () => Utils.PackPaddedSequence(Tensor.Zeros(3, 2, 1), Tensor.From([1L, 2])),
            "PackPaddedSequence: length 2 of sequence 1 after 1; sort the batch by decreasing length, or pass "
            + "enforceSorted: false"),
        new("t.nn.utils.rnn.pack_padded_sequence(t.zeros(3,2,1),t.tensor([2,0]))", () => Utils.PackPaddedSequence(Tensor.Zeros(3, 2, 1), Tensor.From([2L, 0])),
            "PackPaddedSequence: length 0 of sequence 1 in an input of 3 steps; lengths are 1 to 3"),
        new("t.nn.utils.rnn.pad_sequence([])", () => Utils.PadSequence([]),
            "PadSequence: there are no sequences; pass one at least (Parameter 'sequences')"),
    ];
}
