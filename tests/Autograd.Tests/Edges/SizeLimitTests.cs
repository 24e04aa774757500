using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>Results that no array can hold are refused in the operation's name, with their sizes and the limit, before anything is made.</summary>
public class SizeLimitTests
{
    private static readonly Tensor Huge = Tensor.Ones(1).Expand(1 << 30);

    private static readonly Dictionary<string, Func<object>> TooLarge = new()
    {
        ["Repeat"] = () => Tensor.Ones(3).Repeat(int.MaxValue),
        ["Repeat, dimensions"] = () => Tensor.Ones(3, 3).Repeat(int.MaxValue, int.MaxValue),
        ["Tile"] = () => Tensor.Ones(3).Tile(int.MaxValue, 2),
        ["RepeatInterleave"] = () => Tensor.Ones(3).RepeatInterleave(int.MaxValue),
        ["RepeatInterleave, each"] = () => Tensor.Ones(2).RepeatInterleave([int.MaxValue, int.MaxValue]),
        ["Cat"] = () => Tensor.Cat([Huge, Huge]),
        ["Stack"] = () => Tensor.Stack([Huge, Huge]),
        ["Kron"] = () => Huge.Kron(Tensor.Ones(4)),
        ["OneHot"] = () => Tensor.From([1L << 40]).OneHot(),
        ["OneHot, classes"] = () => Tensor.Zeros(Shape.Create(2), DType.Int64).OneHot(int.MaxValue),
        ["DiagEmbed"] = () => Tensor.Ones(3).DiagEmbed(int.MinValue),
        ["Pad"] = () => F.Pad(Tensor.Ones(3), [int.MaxValue, int.MaxValue]),
        ["BlockDiag"] = () => Tensor.BlockDiag(Huge.View(1, 1 << 30), Huge.View(1, 1 << 30)),
        ["Unfold"] = () => Tensor.Ones(1 << 20).Unfold(0, 1 << 15, 1),
        ["Meshgrid"] = () => Tensor.Meshgrid([Tensor.Ones(1 << 16), Tensor.Ones(1 << 16)]),
        ["Expand"] = () => Tensor.Ones(1).Expand(1 << 16, 1 << 16),
        ["Add"] = () => Huge.View(1 << 15, 1, 1 << 15) + Tensor.Ones(4, 1),
        ["MatMul"] = () => Tensor.Ones(1 << 16, 1).MatMul(Tensor.Ones(1, 1 << 16)),
        ["Eye"] = () => Tensor.Eye(1 << 16, 1 << 16),
        ["Linspace"] = () => Tensor.Linspace(0, 1, int.MaxValue),
        ["Logspace"] = () => Tensor.Logspace(0, 1, int.MaxValue),
        ["TriuIndices"] = () => Tensor.TriuIndices(1 << 17, 1 << 17),
    };

    private static IEnumerable<string> Names => TooLarge.Keys;

    [TestCaseSource(nameof(Names))]
    public void Is_refused_with_the_sizes_and_the_limit(string name)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => TooLarge[name]())!;
        Assert.That(error.Message, Does.StartWith(name.Split(',')[0] + ": a result of shape ("));
        Assert.That(error.Message, Does.EndWith($"has more elements than an array can hold; at most {Array.MaxLength}"));
    }

    [Test]
    public void Sizes_are_in_the_message()
    {
        Assert.That(
            () => Tensor.Ones(3).Repeat(int.MaxValue),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                $"Repeat: a result of shape ({3L * int.MaxValue},) has more elements than an array can hold; at most {Array.MaxLength}"));
    }

    [TestCase(0, int.MaxValue)]
    [TestCase(int.MaxValue, 0)]
    [TestCase(int.MaxValue, 0, 3)]
    [TestCase(1 << 16, 1 << 16, 0)]
    public void Without_elements_sizes_may_be_large(params int[] sizes)
    {
        var x = Tensor.Zeros(Shape.Create(sizes));
        Assert.That(x.Numel, Is.Zero);
        Assert.That(x.Shape.Sizes.ToArray(), Is.EqualTo(sizes));
        var stride = 1;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            Assert.That(x.Strides[d], Is.EqualTo(stride));
            if (d > 0) stride *= Math.Max(sizes[d], 1);
        }

        Assert.That((x + 1).Numel, Is.Zero);
        Assert.That(x.Sum().Item(), Is.Zero);
        Assert.That(x.ToString(), Is.Not.Empty);
    }

    [Test]
    public void No_choice_of_very_many() =>
        Assert.That(Tensor.Ones(3).Combinations(int.MaxValue).Shape, Is.EqualTo(Shape.Create(0, int.MaxValue)));

    [Test]
    public void Strides_that_do_not_fit_are_refused_in_words()
    {
        Assert.That(
            () => Shape.Create(2, 1 << 16, 1 << 16, 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "Shape: shape (2, 65536, 65536, 0) has no elements, but its strides are more than 2147483647; pass smaller sizes"));
        Assert.That(
            () => Tensor.Ones(1).Expand(0, 1 << 16, 1 << 16),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("Expand: shape (0, 65536, 65536) has no elements"));
    }

    [Test]
    public void What_fits_is_made() => Assert.That(Tensor.Ones(0).Repeat(int.MaxValue - 60).Numel, Is.Zero);
}
