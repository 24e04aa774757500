namespace Autograd.Tests.Order;

public class OrderErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);

    private static IEnumerable<TestCaseData> Mistakes =>
    [
        Bad("sort", () => X.Sort(2), "Sort: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Bad("argSort", () => X.ArgSort(-3), "ArgSort: dim -3 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Bad("topK", () => X.TopK(4), "TopK: 4 elements of dimension -1 of shape (2, 3), which has 3 (Parameter 'k')"),
        Bad("topK negative", () => X.TopK(-1), "TopK: -1 elements of dimension -1 of shape (2, 3), which has 3 (Parameter 'k')"),
        Bad("kthValue 0", () => X.KthValue(0), "KthValue: element 0 of dimension -1 of shape (2, 3); use 1 to 3 (Parameter 'k')"),
        Bad("kthValue", () => X.KthValue(3, 0), "KthValue: element 3 of dimension 0 of shape (2, 3); use 1 to 2 (Parameter 'k')"),
        Bad("median of nothing", () => Tensor.Zeros(0, 3).Median(0),
            "Median: dim 0 of shape (0, 3) has no element to choose from; it needs at least one"),
        Bad("median of no integer", () => Tensor.Zeros([0], DType.Int64).Median(),
            "Median: shape (0,) has no element to choose from, and Int64 no NaN; convert with To(DType.Float32)"),
        Bad("mode of nothing", () => Tensor.Zeros(0, 3).Mode(0),
            "Mode: dim 0 of shape (0, 3) has no element to choose from; it needs at least one"),
        Bad("amax of nothing", () => Tensor.Zeros(0, 3).AMax(), "AMax: shape (0, 3) has no element to choose from over all dimensions"),
        Bad("amin of nothing", () => Tensor.Zeros(2, 0, 3).AMin([0, 1]), "AMin: shape (2, 0, 3) has no element to choose from over dims (0, 1)"),
        Bad("amax twice", () => X.AMax([1, -1]), "AMax: dim -1 is named twice in (1, -1); name each once"),
        Bad("aminmax of nothing", () => Tensor.Zeros(0).AMinMax(), "AMinMax: shape (0,) has no element to choose from over all dimensions"),
        Bad("norm of nothing", () => Tensor.Zeros(0, 3).Norm(double.NegativeInfinity, 0),
            "Norm: shape (0, 3) has no smallest magnitude over dimensions that hold no element; use another order than -infinity"),
        Bad("quantile q", () => X.Quantile(1.5), "Quantile: q is 1.5; it must be from 0 to 1 (Parameter 'q')"),
        Bad("quantile NaN", () => X.NanQuantile(double.NaN), "NanQuantile: q is NaN; it must be from 0 to 1 (Parameter 'q')"),
        Bad("quantile of nothing", () => Tensor.Zeros(0).Quantile(0.5),
            "Quantile: shape (0,) has no element to choose from; it needs at least one"),
        Bad("quantile of integers", () => Tensor.From([1, 2]).Quantile(0.5),
            "Quantile: the result is floating, and the tensor is Int64; convert it with To(DType.Float32) first"),
        Bad("quantile matrix", () => X.Quantile(X),
            "Quantile: q of shape (2, 3) and type Float32; it must be a floating number, or a list of them in one dimension"),
        Bad("nanMean of integers", () => Tensor.From([1, 2]).NanMean(),
            "NanMean: the result is floating, and the tensor is Int64; convert it with To(DType.Float32) first"),
        Bad("varMean of integers", () => Tensor.From([1, 2]).VarMean(),
            "VarMean: the result is floating, and the tensor is Int64; convert it with To(DType.Float32) first"),
        Bad("searchSorted rows", () => X.SearchSorted(Tensor.Zeros(3, 3)),
            "SearchSorted: values of shape (3, 3) in sequences of shape (2, 3); all sizes but the last must be the same"),
        Bad("searchSorted number", () => Tensor.From(1f).SearchSorted(2),
            "SearchSorted: a 0-dimensional tensor is no sequence; it needs at least one dimension"),
        Bad("searchSorted sorter", () => X[0].SearchSorted(2, sorter: Tensor.From([0L, 1, 3])),
            "SearchSorted: index 3 is out of range for dimension 0 with size 3 (Parameter 'index')"),
        Bad("searchSorted sorter shape", () => X[0].SearchSorted(2, sorter: Tensor.From([0L])),
            "SearchSorted: a sorter of shape (1,) for shape (3,); they must be the same"),
        Bad("bucketize", () => X.Bucketize(X), "Bucketize: boundaries of shape (2, 3); they must be in one dimension"),
        Bad("bincount of floats", () => X[0].Bincount(), "Bincount: shape (3,) of type Float32; it needs integers in one dimension"),
        Bad("bincount of a matrix", () => X.Long().Bincount(), "Bincount: shape (2, 3) of type Int64; it needs integers in one dimension"),
        Bad("bincount negative", () => Tensor.From([2L, -1]).Bincount(), "Bincount: -1 among the numbers; they must be from 0 to 2147483590"),
        Bad("bincount weights", () => Tensor.From([2L, 1]).Bincount(X), "Bincount: weights of shape (2, 3) for shape (2,); they must be the same"),
        Bad("bincount minimum", () => Tensor.From([2L, 1]).Bincount(minLength: -1),
            "Bincount: a minLength of -1; it cannot be negative (Parameter 'minLength')"),
        Bad("histc bins", () => X.Histc(0), "Histc: 0 bins; there must be at least one (Parameter 'bins')"),
        Bad("histc order", () => X.Histc(3, 2, 1), "Histc: bins from 2 to 1; max must not be less than min"),
        Bad("histc infinite", () => Tensor.From([1f, float.PositiveInfinity]).Histc(3),
            "Histc: bins from 1 to Infinity; pass finite bounds, or a tensor of finite numbers"),
        Bad("histc of integers", () => Tensor.From([1]).Histc(3),
            "Histc: the result is floating, and the tensor is Int64; convert it with To(DType.Float32) first"),
        Bad("diff of a number", () => Tensor.From(1f).Diff(), "Diff: a 0-dimensional tensor has no neighbours; it needs at least one dimension"),
        Bad("diff negative", () => X.Diff(-1), "Diff: -1 differences; the number cannot be negative (Parameter 'n')"),
        Bad("diff prepend", () => X.Diff(prepend: X[0]), "Diff: shape (3,) to be joined to shape (2, 3); it needs 2 dimensions"),
        Bad("trapezoid", () => X.Trapezoid(Tensor.Zeros(2)),
            "Trapezoid: 2 positions for 3 samples along dimension 1 of shape (2, 3); each needs one"),
        Bad("trapezoid positions", () => X.CumulativeTrapezoid(Tensor.Zeros(2, 2)),
            "CumulativeTrapezoid: positions of shape (2, 2) for samples of shape (2, 3); they do not meet in dimension 1"),
        Bad("cumProd", () => X.CumProd(2), "CumProd: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Bad("cumMax", () => X.CumMax(2), "CumMax: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Bad("logCumSumExp", () => X.LogCumSumExp(2), "LogCumSumExp: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Bad("unique", () => X.Unique(2), "Unique: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Bad("trilIndices", () => Tensor.TrilIndices(-1, 3), "TrilIndices: a matrix of (-1, 3); no size may be negative (Parameter 'row')"),
        Bad("triuIndices", () => Tensor.TriuIndices(1, -3), "TriuIndices: a matrix of (1, -3); no size may be negative (Parameter 'col')"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void Mistakes_are_named_with_their_values(Action mistake, string message) =>
        Assert.That(() => mistake(), Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));

    private static TestCaseData Bad(string name, Action mistake, string message) => new TestCaseData(mistake, message).SetArgDisplayNames(name);
}
