namespace Autograd.Tests.Shaping;

/// <summary>A tensor has at most 64 dimensions; whoever asks for more is told so before anything is made, on the stack or elsewhere.</summary>
public class RankTests
{
    private static readonly Tensor Full = Tensor.Arange(2).View(Sizes(Shape.MaxRank, 2));

    private static readonly (string Name, Func<Tensor> Make)[] TooMany =
    [
        ("Shape", () => Tensor.Zeros(Shape.Create(Sizes(65)))),
        ("Zeros", () => Tensor.Zeros(Sizes(3_000_000))),
        ("Ones", () => Tensor.Ones(Sizes(65))),
        ("Full", () => Tensor.Full(Shape.Create(Sizes(65)), 1)),
        ("RandN", () => Tensor.RandN(Sizes(3_000_000))),
        ("Expand", () => Tensor.Ones(1).Expand(Sizes(3_000_000))),
        ("Reshape", () => Tensor.Ones(1).Reshape(Sizes(3_000_000))),
        ("View", () => Tensor.Ones(1).View(Sizes(3_000_000))),
        ("View with -1", () => Tensor.Ones(1).View(Sizes(3_000_000, -1))),
        ("Unflatten", () => Full.Unflatten(3, 1, 1)),
        ("Unflatten to many", () => Tensor.Ones(1).Unflatten(0, Sizes(3_000_000))),
        ("Unsqueeze", () => Full.Unsqueeze(0)),
        ("Repeat", () => Tensor.Ones(1).Repeat(Sizes(3_000_000))),
        ("Tile", () => Tensor.Ones(1).Tile(Sizes(3_000_000))),
        ("Permute", () => Tensor.Ones(1).Permute(Sizes(3_000_000, 0))),
        ("NewAxis", () => Full[TensorIndex.NewAxis, ..]),
        ("index", () => Full[Tensor.Zeros([2, 2], DType.Int64)]),
        ("second index", () => Full[.., Tensor.Zeros([2, 2], DType.Int64)]),
        ("Stack", () => Tensor.Stack([Full, Full])),
        ("Meshgrid", () => Tensor.Meshgrid(Enumerable.Repeat(Tensor.Ones(1), 65).ToArray())[0]),
        ("CartesianProd", () => Tensor.CartesianProd(Enumerable.Repeat(Tensor.Ones(1), 65).ToArray())),
        ("Unfold", () => Full.Unfold(0, 1, 1)),
        ("OneHot", () => Full.OneHot()),
        ("DiagEmbed", () => Full.DiagEmbed()),
        ("TensorDot", () => Full.TensorDot(Full, 0)),
        ("Outer batch", () => Full[.., TensorIndex.NewAxis]),
        ("Einsum", () => Tensor.Einsum("...,i->...i", Full, Tensor.Ones(2).Long())),
        ("Sum of many dims", () => Full.Sum(Sizes(3_000_000, 0))),
        ("Flip of many dims", () => Full.Flip(Sizes(3_000_000, 0))),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        TooMany.Select(one => new TestCaseData(one.Make).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Cases))]
    public void More_dimensions_are_refused_in_words(Func<Tensor> make)
    {
        var error = Assert.Catch<ArgumentException>(() => make())!;
        Assert.That(error.Message, Has.Length.LessThan(500).And.Matches(@"^[A-Za-z]+: "));
    }

    [Test]
    public void Shapes_broadcast_without_tensors()
    {
        Assert.That(Tensor.BroadcastShapes(), Is.EqualTo(Shape.Scalar));
        Assert.That(Tensor.BroadcastShapes(3), Is.EqualTo(Shape.Create(3)));
        Assert.That(Tensor.BroadcastShapes((2, 1), 3, (5, 1, 1), Shape.Scalar), Is.EqualTo(Shape.Create(5, 2, 3)));
        Assert.That(Tensor.BroadcastShapes((0, 1), (1, 4)), Is.EqualTo(Shape.Create(0, 4)));
    }

    [Test]
    public void The_greatest_rank_works_like_any_other()
    {
        var other = Full.Permute([.. Enumerable.Range(1, 63), 0]) + 1;
        Assert.That((Full + other).ToArray<long>(), Is.EqualTo(new long[] { 1, 2, 2, 3 }));
        Assert.That(other.Sum().Item(), Is.EqualTo(3));
        Assert.That(other.Sum([.. Enumerable.Range(0, 63)]).ToArray<long>(), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(other.MatMul(other.Transpose(-1, -2)).Shape.Count, Is.EqualTo(64));
        Assert.That(other.Repeat(Sizes(64)).Shape, Is.EqualTo(other.Shape));
        Assert.That(other.Kron(Full).Numel, Is.EqualTo(4));
        Assert.That(other.RepeatInterleave(2, 5).Size(5), Is.EqualTo(2));
    }

    private static int[] Sizes(int rank, int first = 1)
    {
        var sizes = new int[rank];
        Array.Fill(sizes, first == 0 ? 0 : 1);
        sizes[0] = first;
        return sizes;
    }
}
