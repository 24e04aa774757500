namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static readonly Tensor _pick = Tensor.From(new[,] { { 0L, 2, 0 }, { 3, 3, 1 } });
    private static readonly Tensor _once = Tensor.From(new[,] { { 0L, 2, 1 }, { 3, 0, 1 } });
    private static readonly Tensor _repeated = Tensor.From([2L, 0, 2]);
    private static readonly Tensor _two = Tensor.From([2L, 0]);
    private static readonly Tensor _mask = Tensor.From(new[,] { { true, false, true }, { false, false, true } });

    private static OpCase[] Scatter() =>
    [
        new("scatter", x => x[0].Scatter(1, _once, x[1]), In(2, 4), In(2, 3)),
        new OpCase("scatter_larger_source", x => x[0].Scatter(0, _once[.., ..2], x[1]), In(4, 3), In(3, 3)) with { HasFixture = false },
        Unary("scatter_number", x => x.Scatter(1, _pick, 1.5), In(2, 4)),
        .. Enum.GetValues<ScatterReduction>().SelectMany(Reduced),
        IndexReduced("index_reduce_prod", ScatterReduction.Prod),
        IndexReduced("index_reduce_mean", ScatterReduction.Mean),
        IndexReduced("index_reduce_amax", ScatterReduction.AMax),
        IndexReduced("index_reduce_amin", ScatterReduction.AMin),
        new OpCase("scatter_reduce_prod_of_zeros", x => x[0].ScatterReduce(1, _pick, x[1] * Parts(x[1], 0, 1, 0), ScatterReduction.Prod),
            Nonzero(2, 4), Nonzero(2, 3)) with { HasFixture = false },
        new("index_add", x => x[0].IndexAdd(0, _repeated, x[1]), In(3, 2), In(3, 2)),
        new("index_add_alpha", x => x[0].IndexAdd(1, _two, x[1], alpha: -1.5), In(2, 3), In(2, 2)),
        new("index_copy", x => x[0].IndexCopy(1, _two, x[1]), In(2, 3), In(2, 2)),
        Unary("index_fill", x => x.IndexFill(1, Tensor.From([2L, 0, -3]), 1.5), In(2, 3)),
        new("index_fill_tensor", x => x[0].IndexFill(1, _two, x[1]), In(2, 3), In()),
        new OpCase("index_fill_repeated", x => x[0].IndexFill(0, Tensor.From([1L, 1]), x[1]), In(2, 3), In()) with { HasFixture = false },
        Unary("take", x => x.Take(Tensor.From(new[,] { { 0L, -1, 5 }, { 5, 2, 2 } }))),
        Unary("take_along_dim", x => x.TakeAlongDim(Tensor.From(new[,] { { 2L, 0, 2 } }), 1)),
        Unary("take_along_dim_stretched", x => x.TakeAlongDim(Tensor.From(new[,] { { 1L }, { 0 } }), 1), In(1, 3)),
        Unary("take_along_dim_flat", x => x.TakeAlongDim(Tensor.From(new[,] { { 5L, 0 }, { 3, 3 } }))),
        new("masked_scatter", x => x[0].MaskedScatter(_mask, x[1]), In(2, 3), In(2, 2)),
        new("masked_scatter_stretched", x => x[0].MaskedScatter(_mask, x[1]), In(3), In(3)),
        new("scatter_in_place", x => Changed(x[0], y => y.ScatterInPlace(1, _once, x[1])), In(2, 4), In(2, 3)),
        Unary("scatter_number_in_place", x => Changed(x, y => y.ScatterInPlace(1, _pick, 2)), In(2, 4)),
        new("scatter_add_in_place", x => Changed(x[0], y => y.ScatterAddInPlace(1, _pick, x[1])), In(2, 4), In(2, 3)),
        new("index_add_in_place", x => Changed(x[0], y => y.IndexAddInPlace(0, _repeated, x[1], alpha: 2)), In(3, 2), In(3, 2)),
        new("index_copy_in_place", x => Changed(x[0], y => y.Transpose(0, 1).IndexCopyInPlace(0, _two, x[1])), In(2, 3), In(2, 2)),
        new("index_fill_in_place", x => Changed(x[0], y => y.IndexFillInPlace(1, _two, x[1])), In(2, 3), In()),
        new("masked_fill_in_place", x => Changed(x[0], y => y.MaskedFillInPlace(_mask, x[1])), In(2, 3), In()),
        Unary("masked_fill_part_in_place", x => Changed(x, y => y[1..].MaskedFillInPlace(_mask[..1], 3)), In(3, 3)),
    ];

    private static IEnumerable<OpCase> Reduced(ScatterReduction how)
    {
        var name = $"scatter_reduce_{how.ToString().ToLowerInvariant()}";
        yield return new OpCase(name, x => x[0].ScatterReduce(1, _pick, x[1], how), Nonzero(2, 4), Nonzero(2, 3));
        yield return new OpCase(
            name + "_without_self", x => x[0].ScatterReduce(1, _pick, x[1], how, includeSelf: false), Nonzero(2, 4), Nonzero(2, 3));
    }

    private static OpCase IndexReduced(string name, ScatterReduction how) =>
        new(name, x => x[0].IndexReduce(0, _repeated, x[1], how), Nonzero(3, 2), Nonzero(3, 2));
}
