using System.Text.Json;

namespace Autograd.Tests.Indexing;

/// <summary>The results that NumPy and PyTorch gave, kept by <c>tests/fixtures/indexing.py</c>.</summary>
public class FixtureTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "indexing.json"))).RootElement;

    private static readonly Dictionary<string, Func<Tensor>> Cases = new()
    {
        ["numpy[::-1]"] = () => X[TensorIndex.Slice(step: -1)],
        ["numpy[..., ::-2]"] = () => X[TensorIndex.Ellipsis, TensorIndex.Slice(step: -2)],
        ["numpy[:, 5:0:-2]"] = () => X[.., TensorIndex.Slice(5, 0, -2)],
        ["numpy[-100:100, -2:]"] = () => X[TensorIndex.Slice(-100, 100), ^2..],
        ["torch[[1]]"] = () => X[[1]],
        ["torch[:, [2, 0]]"] = () => X[.., [2, 0]],
        ["torch[[0, 1], :, [3, 0]]"] = () => X[[0, 1], .., [3, 0]],
        ["torch[0, :, [1, 2]]"] = () => X[0, .., [1, 2]],
        ["torch[:, [[0], [2]], [1, 3]]"] = () => X[.., Tensor.From(new[,] { { 0 }, { 2 } }), [1, 3]],
        ["torch[mask2]"] = () => X[Mask],
        ["numpy[mask2, 1:3]"] = () => X[Mask, 1..3],
        ["torch[[0, 1], None, [1, 2]]"] = () => X[[0, 1], TensorIndex.NewAxis, [1, 2]],
        ["torch[..., tensor(2)]"] = () => X[TensorIndex.Ellipsis, Tensor.From(2)],
        ["torch[t > 100]"] = () => X[Tensor.Zeros(Shape.Create(2, 3, 4), DType.Bool)],
        ["torch[True]"] = () => X[Tensor.From(true)],
        ["duplicates: y"] = () =>
        {
            var y = Tensor.Zeros(4);
            y[[0, 0, 1]] = Tensor.From([1f, 2f, 3f]);
            return y;
        },
        ["leading ones"] = () =>
        {
            var z = Tensor.Zeros(3, 2);
            z[1] = Tensor.From(new[,] { { 4f, 5f } });
            return z;
        },
        ["cat"] = () => Tensor.Cat([I, F]),
        ["cat skips"] = () => Tensor.Cat([Tensor.Zeros(0), I], dim: 1),
        ["stack"] = () => Tensor.Stack([I, I + 10], dim: -1),
        ["repeat"] = () => I.Repeat(2, 1, 2),
        ["repeatInterleave"] = () => I.RepeatInterleave(2, dim: 1),
        ["repeatInterleave flat"] = () => I.RepeatInterleave(3),
        ["repeatInterleave each"] = () => I.RepeatInterleave([2, 0], dim: 0),
        ["flip"] = () => I.Flip(0, 1),
        ["gather"] = () => I.Gather(1, Tensor.From(new[,] { { 1, 1, 0 }, { 0, 1, 0 } })),
        ["scatterAdd"] = () => F.ScatterAdd(1, Tensor.From(new[,] { { 1, 1 } }), Tensor.From(new[,] { { 1f, 2f } })),
        ["where"] = () => Tensor.Where(Tensor.From(new[,] { { false, false }, { true, true } }), I, 0.5),
        ["nonzero"] = () => Tensor.From(new[,] { { 0, 3 }, { 4, 0 }, { 5, 6 } }).Nonzero(),
        ["oneHot"] = () => Tensor.From(new[,] { { 2, 0 }, { 1, 1 } }).OneHot(),
        ["tril"] = () => Tensor.Arange(12).Reshape(3, 4).Tril(-1),
        ["triu"] = () => Tensor.Arange(12).Reshape(4, 3).Triu(1),
        ["chunk 7"] = () => Sizes(Tensor.Zeros(7).Chunk(4)),
        ["chunk 10"] = () => Sizes(Tensor.Zeros(10).Chunk(4)),
        ["split 7"] = () => Sizes(Tensor.Zeros(7).Split(3)),
        ["split 10"] = () => Sizes(Tensor.Zeros(10).Split(3)),
        ["arange float32"] = () => Tensor.Arange(0, 100, 0.1),
        ["arange float64"] = () => Tensor.Arange(-3.3, 17, 0.37, DType.Float64),
        ["arange down"] = () => Tensor.Arange(10, -3, -4),
        ["linspace float32"] = () => Tensor.Linspace(-1, 1, 100),
        ["linspace float64"] = () => Tensor.Linspace(-0.3, 0.77, 35, DType.Float64),
        ["eye"] = () => Tensor.Eye(2, 4),
    };

    private static Tensor X => Tensor.Arange(24, DType.Float32).Reshape(2, 3, 4);

    private static Tensor Mask => Tensor.From(new[,] { { true, false, true }, { false, true, false } });

    private static Tensor I => Tensor.From(new[,] { { 1, 2 }, { 3, 4 } });

    private static Tensor F => Tensor.From(new[,] { { 0.5f, 1.5f } });

    private static IEnumerable<string> Names => Cases.Keys;

    [TestCaseSource(nameof(Names))]
    public void Gives_what_the_reference_gave(string name)
    {
        var expected = Fixture.GetProperty(name);
        var actual = Cases[name]();

        Assert.That(actual.DType.TorchName(), Is.EqualTo(expected.GetProperty("dtype").GetString()));
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(expected.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32())));
        Assert.That(
            actual.Double().ToArray<double>(),
            Is.EqualTo(expected.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())));
    }

    [Test]
    public void Every_reference_result_is_compared() =>
        Assert.That(Fixture.EnumerateObject().Select(p => p.Name), Is.EquivalentTo(Cases.Keys));

    private static Tensor Sizes(Tensor[] parts) => Tensor.From(parts.Select(p => (long)p.Size(0)).ToArray());
}
