namespace Autograd.Tests.Scatter;

public class ScatterErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Index = Tensor.From(new[,] { { 0L, 1 }, { 2, 0 } });
    private static readonly Tensor List = Tensor.From([0L, 1]);

    private static IEnumerable<TestCaseData> Mistakes =>
    [
        Bad("index type", () => X.Scatter(1, X, X),
            "Scatter: an index of type Float32; it must be of an integer type, as To(DType.Int64) makes it"),
        Bad("index shape", () => X.Scatter(1, List, X),
            "Scatter: an index of shape (2,) for shape (2, 3); it needs 2 dimensions, and but for dimension 1 no larger ones"),
        Bad("index range", () => X.Scatter(0, Index, 1), "Scatter: index 2 is out of range for dimension 0 with size 2 (Parameter 'index')"),
        Bad("negative index", () => X.Scatter(1, Index - 1, 1),
            "Scatter: index -1 is out of range for dimension 1 with size 3 (Parameter 'index')"),
        Bad("source type", () => X.Scatter(1, Index, Index), "Scatter: a source of type Int64 for a tensor of type Float32; convert it with To"),
        Bad("source shape", () => X.Scatter(1, Index, Tensor.Zeros(1, 3)),
            "Scatter: a source of shape (1, 3) for an index of shape (2, 2); it must be as large in every dimension"),
        Bad("dim", () => X.ScatterAdd(2, Index, X), "ScatterAdd: dim 2 is out of range for shape (2, 3); use -2 to 1 (Parameter 'dim')"),
        Bad("in place", () => X.ScatterAddInPlace(1, Index, Index),
            "ScatterAddInPlace: a source of type Int64 for a tensor of type Float32; convert it with To"),
        Bad("reduce", () => X.ScatterReduce(1, Index, X, (ScatterReduction)9),
            "ScatterReduce: 9 is no reduction; use Sum, Prod, Mean, AMax or AMin (Parameter 'reduce')"),
        Bad("indexAdd source", () => X.IndexAdd(1, List, X),
            "IndexAdd: a source of shape (2, 3) for 2 indices along dimension 1 of shape (2, 3); it must have shape (2, 2)"),
        Bad("indexAdd index", () => X.IndexAdd(1, Index, X), "IndexAdd: an index of shape (2, 2); it must have one dimension"),
        Bad("indexCopy range", () => X.IndexCopy(0, List + 1, Tensor.Zeros(2, 3)),
            "IndexCopy: index 2 is out of range for dimension 0 with size 2 (Parameter 'index')"),
        Bad("indexFill value", () => X.IndexFill(0, List, X),
            "IndexFill: a value of shape (2, 3); it must be a number, as a 0-dimensional tensor is; use IndexCopy"),
        Bad("indexFill range", () => X.IndexFill(0, List - 3, 1),
            "IndexFill: index -3 is out of range for dimension 0 with size 2 (Parameter 'index')"),
        Bad("indexSelect number", () => Tensor.From(1f).IndexSelect(0, List),
            "IndexSelect: 2 indices of a 0-dimensional tensor, which is one number; pass one"),
        Bad("take range", () => X.Take(Tensor.From([6L])), "Take: index 6 is out of range for dimension 0 with size 6 (Parameter 'index')"),
        Bad("take type", () => X.Take(X), "Take: an index of type Float32; it must be of an integer type, as To(DType.Int64) makes it"),
        Bad("takeAlongDim dims", () => X.TakeAlongDim(List, 0), "TakeAlongDim: an index of shape (2,) for shape (2, 3); it needs 2 dimensions"),
        Bad("takeAlongDim broadcast", () => X.TakeAlongDim(Tensor.Zeros([3, 3], DType.Int64), 1),
            "TakeAlongDim: shapes (2, 1) and (3, 1) do not broadcast: sizes 2 and 3 meet in dimension 0; they must be equal, or one "
            + "of them 1"),
        Bad("maskedScatter mask", () => X.MaskedScatter(X, X), "MaskedScatter: a mask of type Float32; it must be Bool, as a comparison gives it"),
        Bad("maskedScatter source", () => X.MaskedScatter(X.Eq(0), X[0]),
            "MaskedScatter: a source of 3 elements for 6 places where the mask is true; it needs as many"),
        Bad("maskedFillInPlace mask", () => X.MaskedFillInPlace(X, 1),
            "MaskedFillInPlace: a mask of type Float32; it must be Bool, as a comparison gives it"),
        Bad("maskedFillInPlace shape", () => X[0].MaskedFillInPlace(X.Eq(0), 1),
            "MaskedFillInPlace: a value of shape (2, 3) does not broadcast to shape (3,); its sizes must be those, or 1"),
        Bad("maskedFillInPlace value", () => X.MaskedFillInPlace(X.Eq(0), X),
            "MaskedFillInPlace: a value of shape (2, 3); it must be a number, as a 0-dimensional tensor is"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void Mistakes_are_named_with_their_values(Action mistake, string message)
    {
        Assert.That(() => mistake(), Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));
        Assert.That(X.ToArray<float>(), Is.All.Zero, "nothing was written");
    }

    private static IEnumerable<TestCaseData> Writes =>
    [
        Write("scatter", x => x.ScatterInPlace(1, Index, 1), "ScatterInPlace"),
        Write("scatter source", x => x.ScatterInPlace(1, Index, Tensor.Ones(2, 2)), "ScatterInPlace"),
        Write("scatterAdd", x => x.ScatterAddInPlace(1, Index, Tensor.Ones(2, 2)), "ScatterAddInPlace"),
        Write("indexAdd", x => x.IndexAddInPlace(0, List, X), "IndexAddInPlace"),
        Write("indexCopy", x => x.IndexCopyInPlace(0, List, X), "IndexCopyInPlace"),
        Write("indexFill", x => x.IndexFillInPlace(0, List, 1), "IndexFillInPlace"),
        Write("maskedFill", x => x.MaskedFillInPlace(x.Detach().Eq(0), 1), "MaskedFillInPlace"),
    ];

    [TestCaseSource(nameof(Writes))]
    public void Leaves_are_not_written_in_place(Action<Tensor> write, string op)
    {
        var x = Tensor.Zeros([2, 3], requiresGrad: true);
        Assert.That(() => write(x), Throws.InvalidOperationException.With.Message.StartsWith(op + ": a leaf that requires a gradient"));
        using var off = GradMode.NoGrad();
        Assert.That(() => write(x), Throws.Nothing);
    }

    private static TestCaseData Bad(string name, Action mistake, string message) => new TestCaseData(mistake, message).SetArgDisplayNames(name);

    private static TestCaseData Write(string name, Action<Tensor> write, string op) => new TestCaseData(write, op).SetArgDisplayNames(name);
}
