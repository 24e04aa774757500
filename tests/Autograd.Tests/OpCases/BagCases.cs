using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static Tensor Bagged => Tensor.From(new long[,] { { 0, 2, 2 }, { 4, 1, 0 } });

    private static Tensor Loose => Tensor.From([1L, 4, 4, 0, 2]);

    private static Tensor BagOffsets => Tensor.From([0L, 2, 2, 4]);

    private static OpCase[] Bags() =>
    [
        Unary("embedding_scaled", w => F.Embedding(Bagged, w, scaleGradByFreq: true), In(5, 3)) with { MatchesDifferences = false },
        Unary("embedding_scaled_padding", w => F.Embedding(Bagged, w, paddingIdx: -1, scaleGradByFreq: true), In(5, 3))
            with { MatchesDifferences = false },
        Unary("embedding_bag", w => F.EmbeddingBag(Bagged, w), In(5, 3)),
        Unary("embedding_bag_offsets", w => F.EmbeddingBag(Loose, w, BagOffsets, mode: EmbeddingBagMode.Sum), In(5, 3)),
        Unary("embedding_bag_last", w => F.EmbeddingBag(Loose, w, Tensor.From([0L, 2, 2, 5]), includeLastOffset: true), In(5, 3)),
        Unary("embedding_bag_max", w => F.EmbeddingBag(Loose, w, BagOffsets, mode: EmbeddingBagMode.Max), In(5, 3)),
        Unary("embedding_bag_padding", w => F.EmbeddingBag(Loose, w, BagOffsets, paddingIdx: 4), In(5, 3)),
        Unary("embedding_bag_padding_max", w => F.EmbeddingBag(Loose, w, BagOffsets, mode: EmbeddingBagMode.Max, paddingIdx: -1), In(5, 3)),
        Unary("embedding_bag_scaled", w => F.EmbeddingBag(Bagged, w, mode: EmbeddingBagMode.Sum, scaleGradByFreq: true), In(5, 3))
            with { MatchesDifferences = false, HasFixture = false },
        new("embedding_bag_weights",
            x => F.EmbeddingBag(Bagged, x[0], mode: EmbeddingBagMode.Sum, perSampleWeights: x[1]), In(5, 3), In(2, 3)),
        new("bilinear_form", x => F.Bilinear(x[0], x[1], x[2], x[3]), In(4, 2), In(4, 3), In(5, 2, 3), In(5)),
        new("bilinear_form_plain", x => F.Bilinear(x[0], x[1], x[2]), In(2), In(3), In(1, 2, 3)),
        Unary("pixel_shuffle", x => F.PixelShuffle(x, 2), In(2, 8, 1, 3)),
        Unary("pixel_shuffle_image", x => F.PixelShuffle(x, 3), In(9, 2, 1)),
        Unary("pixel_unshuffle", x => F.PixelUnshuffle(x, 2), In(2, 1, 4, 2)) with { IsView = true },
        Unary("channel_shuffle", x => F.ChannelShuffle(x, 2), In(2, 6, 2)),
    ];
}
