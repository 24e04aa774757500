using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>Infinities and NaN beside what does not need them, indices beyond Float32, and names of operations in their errors.</summary>
public class NotNeededTests
{
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void The_zeroth_power_of_a_matrix_is_the_identity(double value)
    {
        var a = Tensor.From([[value, 1], [2, value]], DType.Float64).To(DType.Float64);
        a.RequiresGrad = true;
        var power = Linalg.MatrixPower(a, 0);
        Assert.That(power.ToArray<double>(), Is.EqualTo(new double[] { 1, 0, 0, 1 }));
        power.Sum().Backward();
        Assert.That(a.Grad!.ToArray<double>(), Is.EqualTo(new double[4]));
    }

    [Test]
    public void Only_the_triangle_that_counts_is_read()
    {
        var lower = Tensor.From([[4, double.NaN], [2, 5]], DType.Float64).To(DType.Float64);
        Assert.That(Linalg.SolveTriangular(lower, Tensor.Ones(Shape.Create(2, 1), DType.Float64), upper: false).ToArray<double>(), Is.EqualTo(new[] { 0.25, 0.1 }).Within(1e-15));
        Assert.That(Linalg.Cholesky(lower).ToArray<double>(), Is.EqualTo(new double[] { 2, 0, 1, 2 }).Within(1e-15));
        Assert.That(lower.Tril().ToArray<double>(), Is.EqualTo(new double[] { 4, 0, 2, 5 }));
    }

    [Test]
    public void A_factor_of_zero_drops_what_it_would_multiply()
    {
        var input = Tensor.Full(Shape.Create(2, 2), double.NaN, DType.Float64);
        var eye = Tensor.Eye(2, dtype: DType.Float64);
        Assert.That(input.AddMM(eye, eye, beta: 0).ToArray<double>(), Is.EqualTo(new double[] { 1, 0, 0, 1 }));
    }

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor, Scalar, Scalar, Tensor>> Products = new()
    {
        ["AddMM"] = (x, a, b, beta, alpha) => x.AddMM(a, b, beta, alpha),
        ["AddMV"] = (x, a, b, beta, alpha) => x.AddMV(a, b, beta, alpha),
        ["BAddBMM"] = (x, a, b, beta, alpha) => x.BAddBMM(a, b, beta, alpha),
    };

    [Test]
    public void A_term_with_factor_zero_is_not_read_and_has_zero_gradients(
        [Values("AddMM", "AddMV", "BAddBMM")] string name, [Values(0, 2)] double beta, [Values(0, 3)] double alpha)
    {
        var (input, a, b) = name switch
        {
            "AddMM" => (Filled(beta, 2, 2), Filled(alpha, 2, 3), Filled(alpha, 3, 2)),
            "AddMV" => (Filled(beta, 2), Filled(alpha, 2, 3), Filled(alpha, 3)),
            _ => (Filled(beta, 1, 2, 2), Filled(alpha, 1, 2, 3), Filled(alpha, 1, 3, 2)),
        };
        var result = Products[name](input, a, b, beta, alpha);
        Assert.That(result.ToArray<double>(), Is.All.EqualTo(beta + 3 * alpha));
        result.Sum().Backward();
        Assert.That(input.Grad!.ToArray<double>(), Is.All.EqualTo(beta));
        Assert.That(a.Grad!.ToArray<double>(), Is.All.EqualTo(alpha * (name == "AddMV" ? 1 : 2)));
        Assert.That(b.Grad!.ToArray<double>(), Is.All.EqualTo(alpha * 2));

        static Tensor Filled(double factor, params int[] sizes)
        {
            var value = factor == 0 ? double.NaN : 1;
            return Tensor.Full(Shape.Create(sizes), value, DType.Float64, requiresGrad: true);
        }
    }

    [Test]
    public void A_term_with_factor_zero_broadcasts_still()
    {
        var input = Tensor.From([1f, 2f]);
        var result = input.AddMM(Tensor.Full(Shape.Create(3, 1), float.NaN), Tensor.Ones(1, 2), alpha: 0);
        Assert.That(result.ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 1, 2, 1, 2 }));
        result.AddInPlace(1);
        Assert.That(input.ToArray<float>(), Is.EqualTo(new float[] { 1, 2 }));
    }

    [TestCase(0.5)]
    [TestCase(1.0)]
    [NonParallelizable]
    public void What_is_dropped_is_zero_whatever_it_was(double p)
    {
        Generator.ManualSeed(5);
        var kept = F.Dropout(Tensor.Ones(400), p).Ne(0);
        foreach (var value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            Generator.ManualSeed(5);
            var x = Tensor.Full(Shape.Create(400), value, requiresGrad: true);
            var y = F.Dropout(x, p);
            Assert.That(y.ToArray<float>(), Is.EqualTo(Tensor.Where(kept, x, Tensor.Zeros(400)).ToArray<float>()));
            y.Backward(x.Detach());
            Assert.That(x.Grad!.ToArray<float>(), Is.EqualTo(Tensor.Where(kept, x, Tensor.Zeros(400)).ToArray<float>()));
        }
    }

    [TestCase(DType.Float32)]
    [TestCase(DType.Float64)]
    public void The_end_that_does_not_count_leaves_nothing_in_a_blend(DType dtype)
    {
        double[] numbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1, 2, 3, 4, 5];
        var strange = Tensor.From(numbers).To(dtype);
        var plain = Tensor.Arange(9.0).To(dtype);
        var expected = plain.ToArray<double>();
        Assert.That(plain.Lerp(strange, 0).ToArray<double>(), Is.EqualTo(expected));
        Assert.That(strange.Lerp(plain, 1).ToArray<double>(), Is.EqualTo(expected));
        Assert.That(plain.Clone().LerpInPlace(strange, 0).ToArray<double>(), Is.EqualTo(expected));
        Assert.That(plain.Lerp(strange, 1).ToArray<double>(), Is.EqualTo(numbers));
    }

    [Test]
    public void Ranks_beyond_2_to_the_24th()
    {
        var x = Tensor.Zeros((1 << 24) + 4);
        x[^1] = 1;
        Assert.That(x.Quantile(1.0).Item(), Is.EqualTo(1));
        Assert.That(x.NanQuantile(1.0).Item(), Is.EqualTo(1));
        Assert.That(x.Quantile(0.5).Item(), Is.Zero);
    }

    [Test]
    public void TakeAlongDim_names_itself()
    {
        Assert.That(
            () => Tensor.Zeros(2, 3).TakeAlongDim(Tensor.From([[7L], [0]]), 1),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("TakeAlongDim: index 7 is out of range for dimension 1 with size 3"));
        Assert.That(
            () => Tensor.Zeros(2, 3).TakeAlongDim(Tensor.From([7L])),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("TakeAlongDim: index 7"));
    }

    private static readonly Tensor X = Tensor.Zeros(2, 3);
    private static readonly Tensor Flags = Tensor.Ones(Shape.Create(2), DType.Bool);
    private static readonly Tensor Integers = Tensor.Zeros(Shape.Create(2, 2), DType.Int64);

    private static readonly Tensor FlagMatrix = Tensor.Ones(Shape.Create(2, 2), DType.Bool);
    private static readonly Tensor NotFinite = Tensor.Full(Shape.Create(2, 2), float.NaN);

    private static readonly Dictionary<string, Action> Wrong = new()
    {
        ["CountNonzero"] = () => X.CountNonzero(2),
        ["All"] = () => X.All(2),
        ["Any"] = () => X.Any([0, 0]),
        ["Diff"] = () => X.Diff(prepend: Tensor.Zeros(3, 1)),
        ["Relu6"] = () => Flags.Relu6(),
        ["Dot"] = () => Flags.Dot(Flags),
        ["MseLoss"] = () => F.MseLoss(Integers, Integers),
        ["L1Loss"] = () => F.L1Loss(Integers, Integers),
        ["MatrixPower"] = () => Linalg.MatrixPower(Tensor.Zeros(2, 2), -1),
        ["~"] = () => _ = ~X,
        ["Tile"] = () => X.Tile(-1),
        ["Stack"] = () => Tensor.Stack([X, Flags]),
        ["AddMM"] = () => FlagMatrix.AddMM(FlagMatrix, FlagMatrix),
        ["AddMV"] = () => Flags.AddMV(FlagMatrix, Flags),
        ["BAddBMM"] = () => FlagMatrix.BAddBMM(FlagMatrix.Unsqueeze(0), FlagMatrix.Unsqueeze(0)),
        ["Einsum"] = () => Tensor.Einsum("ij,jk->ik", FlagMatrix, FlagMatrix),
        ["TensorDot"] = () => FlagMatrix.TensorDot(FlagMatrix, 1),
        ["Linear"] = () => F.Linear(FlagMatrix, FlagMatrix),
        ["Mm"] = () => FlagMatrix.Mm(FlagMatrix),
        ["Mm, sizes"] = () => X.Mm(X),
        ["Bmm"] = () => FlagMatrix.Unsqueeze(0).Bmm(FlagMatrix.Unsqueeze(0)),
        ["Mv"] = () => FlagMatrix.Mv(Flags),
        ["Mv, sizes"] = () => X.Mv(Tensor.Ones(2)),
        ["MatMul"] = () => FlagMatrix.MatMul(Flags),
        ["MultiDot"] = () => Linalg.MultiDot(FlagMatrix, FlagMatrix, FlagMatrix),
        ["MatrixPower, Bool"] = () => Linalg.MatrixPower(FlagMatrix, 2),
        ["MatrixRank"] = () => Linalg.MatrixRank(NotFinite),
        ["MatrixRank, symmetric"] = () => Linalg.MatrixRank(NotFinite, hermitian: true),
        ["MatrixRank, not square"] = () => Linalg.MatrixRank(X, hermitian: true),
        ["PInv"] = () => Linalg.PInv(NotFinite),
        ["PInv, symmetric"] = () => Linalg.PInv(NotFinite, hermitian: true),
        ["LstSq"] = () => Linalg.LstSq(NotFinite, NotFinite),
        ["MatrixNorm"] = () => Linalg.MatrixNorm(NotFinite, 2),
        ["MatrixNorm, name"] = () => Linalg.MatrixNorm(NotFinite, "nuc"),
        ["Cond"] = () => Linalg.Cond(NotFinite),
        ["SvdVals"] = () => Linalg.SvdVals(NotFinite * Tensor.Ones(Shape.Create(2, 2), requiresGrad: true)),
        ["EigValsH"] = () => Linalg.EigValsH(NotFinite * Tensor.Ones(Shape.Create(2, 2), requiresGrad: true)),
        ["Clamp"] = () => X.Clamp(Tensor.Ones(4)),
        ["Clamp, max"] = () => X.Clamp(max: Tensor.Ones(4)),
        ["LogicalAnd"] = () => X.LogicalAnd(Tensor.Ones(4)),
        ["LogicalOr"] = () => X.LogicalOr(Tensor.Ones(4)),
        ["LogicalXor"] = () => X.LogicalXor(Tensor.Ones(4)),
        ["Eye"] = () => Tensor.Eye(-1),
        ["Expand"] = () => Tensor.Ones(1).Expand(-1, -3),
        ["Expand, size"] = () => Tensor.Ones(1).Expand(-3),
        ["RandomInPlace"] = () => Integers.RandomInPlace(3, 3),
        ["RandomInPlace, type"] = () => Integers.To(DType.UInt8).RandomInPlace(0, 300),
        ["RandIntLike"] = () => Tensor.RandIntLike(Integers, 3, 3),
    };

    private static IEnumerable<string> WrongNames => Wrong.Keys;

    [TestCaseSource(nameof(WrongNames))]
    public void An_operation_made_of_others_names_itself(string name)
    {
        var error = Assert.Catch(() => Wrong[name]())!;
        Assert.That(error, Is.InstanceOf<ArgumentException>().Or.InstanceOf<LinalgException>());
        Assert.That(error.Message, Does.StartWith(name.Split(',')[0] + ":"));
    }

    [Test]
    public void Einsum_of_many_operands()
    {
        // A cost of the fourth power of their number would not end.
        const int many = 1000;
        var vectors = new Tensor[many];
        for (var i = 0; i < many; i++) vectors[i] = Tensor.From([1f, 1 + 1f / 1024]).To(DType.Float64);
        var product = Tensor.Einsum(string.Join(",", Enumerable.Repeat("a", many)) + "->a", vectors);
        Assert.That(product.ToArray<double>(), Is.EqualTo(new[] { 1, Math.Pow(1 + 1.0 / 1024, many) }).Within(1e-12));
        Assert.That(Tensor.Einsum(string.Join(",", Enumerable.Repeat("a", many)) + "->", vectors).Item(), Is.EqualTo(1 + Math.Pow(1 + 1.0 / 1024, many)).Within(1e-12));

        const string labels = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var matrix = Tensor.From([[0.5, 0.5], [0.25, 0.75]], DType.Float64).To(DType.Float64);
        var chain = string.Join(",", Enumerable.Range(0, 50).Select(i => labels[i..(i + 2)])) + $"->a{labels[50]}";
        var power = Tensor.Einsum(chain, [.. Enumerable.Repeat(matrix, 50)]);
        Assert.That(power.ToArray<double>(), Is.EqualTo(Linalg.MatrixPower(matrix, 50).ToArray<double>()).Within(1e-14));
    }
}
