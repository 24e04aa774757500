namespace Autograd.Tests.Fuzzing;

/// <summary>What the fuzzer has found, case by case.</summary>
public class FindingTests
{
    private static readonly (string Name, string Operation, Func<object> Call)[] TooLarge =
    [
        ("Repeat", "Repeat", () => Tensor.Ones(4).Repeat(int.MaxValue)),
        ("RepeatInterleave", "RepeatInterleave", () => Tensor.Ones(4).RepeatInterleave(int.MaxValue, 0)),
        ("DiagEmbed", "DiagEmbed", () => Tensor.Ones(4).DiagEmbed(int.MaxValue)),
        ("DiagEmbed below", "DiagEmbed", () => Tensor.Ones(4).DiagEmbed(int.MinValue)),
        ("Kron", "Kron", () => Tensor.Ones(1).Expand(1 << 16).Kron(Tensor.Ones(1).Expand(1 << 16))),
        ("Cat", "Cat", () => Tensor.Cat([Tensor.Ones(1).Expand(1 << 30), Tensor.Ones(1).Expand(1 << 30)])),
        ("OneHot", "OneHot", () => Tensor.From([long.MaxValue]).OneHot()),
        ("TensorSplit", "TensorSplit", () => Tensor.Ones(4).TensorSplit(int.MaxValue)),
        ("Chunk", "Chunk", () => Tensor.Zeros(0).Chunk(int.MaxValue)),
        ("TriuIndices", "TriuIndices", () => Tensor.TriuIndices(int.MaxValue, int.MaxValue)),
        ("TrilIndices", "TrilIndices", () => Tensor.TrilIndices(int.MaxValue, 1, int.MaxValue)),
        ("GRU", "GRU", () => new Autograd.NN.GRU(2, 2, numLayers: int.MaxValue)),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        TooLarge.Select(one => new TestCaseData(one.Operation, one.Call).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Cases))]
    public void A_size_beyond_an_array_is_refused_in_words(string operation, Func<object> call) =>
        Assert.That(() => call(), Throws.InstanceOf<ArgumentException>().With.Message.StartsWith(operation + ": "));

    [Test]
    public void Of_nothing_along_a_dimension_that_is_something()
    {
        foreach (var dtype in Enum.GetValues<DType>())
        {
            var x = Tensor.Zeros([3, 5, 0], dtype);
            Assert.That(x.Max(1).Values.Shape, Is.EqualTo(Shape.Create(3, 0)), $"{dtype}");
            Assert.That(x.ArgMin(0).Shape, Is.EqualTo(Shape.Create(5, 0)), $"{dtype}");
        }

        var none = Tensor.Zeros(0, 5);
        Assert.That(none.SearchSorted(none).Shape, Is.EqualTo(none.Shape));
    }

    [TestCase(5, 3, 0)]
    [TestCase(3, 5, -1)]
    [TestCase(4, 4, 2)]
    [TestCase(4, 4, -9)]
    [TestCase(2, 3, 9)]
    [TestCase(0, 3, 0)]
    [TestCase(3, 0, 0)]
    public void Triangles_have_the_indices_of_their_elements(int rows, int columns, int offset)
    {
        foreach (var isLower in (bool[])[true, false])
        {
            var expected = new List<(long, long)>();
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++)
                    if (isLower ? j - i <= offset : j - i >= offset) expected.Add((i, j));
            var indices = isLower ? Tensor.TrilIndices(rows, columns, offset) : Tensor.TriuIndices(rows, columns, offset);
            var (first, second) = (indices[0].ToArray<long>(), indices[1].ToArray<long>());
            Assert.That(first.Zip(second), Is.EqualTo(expected), isLower ? "lower" : "upper");
        }
    }

    [Test]
    public void A_triangle_of_a_high_matrix_is_found_at_once() =>
        Assert.That(Tensor.TriuIndices(int.MaxValue - 1, 1).ToArray<long>(), Is.EqualTo(new long[] { 0, 0 }));

    [Test]
    public void There_is_no_choice_of_more_than_there_is() =>
        Assert.That(Tensor.Ones(3).Combinations(1_000_000).Shape, Is.EqualTo(Shape.Create(0, 1_000_000)));

    [Test]
    public void Polygamma_of_any_order_ends() =>
        Assert.That(Tensor.From([0.5, -0.5]).Polygamma(int.MaxValue).ToArray<double>(), Is.EqualTo(new[] { double.PositiveInfinity, double.NaN }));
}
