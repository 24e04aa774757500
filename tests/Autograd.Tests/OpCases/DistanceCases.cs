using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Distances() =>
    [
        new("cosine_similarity", x => F.CosineSimilarity(x[0], x[1]), In(2, 3), In(2, 3)),
        new("cosine_similarity_first", x => F.CosineSimilarity(x[0], x[1], 0), In(2, 3), In(2, 1)),
        new("pairwise_distance", x => F.PairwiseDistance(x[0], x[1]), In(2, 3), In(2, 3)),
        new("pairwise_distance_kept", x => F.PairwiseDistance(x[0], x[1], 1, 0, keepDim: true), In(2, 3), In(2, 3)),
        Unary("normalize", x => F.Normalize(x)),
        Unary("normalize_first", x => F.Normalize(x, 3, 0)),
        new("cdist", x => x[0].Cdist(x[1]), In(4, 3), In(2, 3)),
        new("cdist_1", x => x[0].Cdist(x[1], 1), In(4, 3), In(2, 3)),
        new("cdist_3", x => x[0].Cdist(x[1], 3), In(4, 3), In(2, 3)),
        new("cdist_inf", x => x[0].Cdist(x[1], double.PositiveInfinity), In(4, 3), In(2, 3)),
        new("cdist_0", x => x[0].Cdist(x[1], 0), In(4, 3), In(2, 3)),
        new("cdist_batch", x => x[0].Cdist(x[1]), In(2, 4, 3), In(5, 3)),
        Unary("pdist", x => F.Pdist(x), In(4, 3)),
        Unary("pdist_1", x => F.Pdist(x, 1), In(4, 3)),
    ];
}
