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
    };

    private static IEnumerable<string> WrongNames => Wrong.Keys;

    [TestCaseSource(nameof(WrongNames))]
    public void An_operation_made_of_others_names_itself(string name)
    {
        var error = Assert.Catch(() => Wrong[name]())!;
        Assert.That(error, Is.InstanceOf<ArgumentException>().Or.InstanceOf<LinalgException>());
        Assert.That(error.Message, Does.StartWith(name + ":"));
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
