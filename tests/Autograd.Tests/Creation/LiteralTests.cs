namespace Autograd.Tests.Creation;

/// <summary>The rule of types: what is written out between brackets is Python's, what .NET holds keeps its type, a given type wins.</summary>
public class LiteralTests
{
    private static readonly double[] Doubles = [0.1, 2];
    private static readonly double Number = 0.1;

    private static IEnumerable<(Tensor Result, DType DType, string Shape)> Literals =>
    [
        (Tensor.From(0.1), DType.Float32, "()"),
        (Tensor.From(1), DType.Int64, "()"),
        (Tensor.From(true), DType.Bool, "()"),
        (Tensor.From(Number), DType.Float32, "()"),
        (Tensor.From([0.1]), DType.Float32, "(1,)"),
        (Tensor.From([2, -3.4]), DType.Float32, "(2,)"),
        (Tensor.From([1f, 2f]), DType.Float32, "(2,)"),
        (Tensor.From([1, 2]), DType.Int64, "(2,)"),
        (Tensor.From([1L, 2]), DType.Int64, "(2,)"),
        (Tensor.From([true, false]), DType.Bool, "(2,)"),
        (Tensor.From([true, 2]), DType.Int64, "(2,)"),
        (Tensor.From([]), DType.Float32, "(0,)"),
        (Tensor.From([[], []]), DType.Float32, "(2, 0)"),
        (Tensor.From([[1.0], [2.0]]), DType.Float32, "(2, 1)"),
        (Tensor.From([[1], [2]]), DType.Int64, "(2, 1)"),
        (Tensor.From([[[1, 2]], [[3, 4.5]]]), DType.Float32, "(2, 1, 2)"),
        (Tensor.From([Number, 1]), DType.Float32, "(2,)"),
        (Tensor.From([.. Doubles]), DType.Float32, "(2,)"),
        (Tensor.From(Number > 0 ? [1.0] : [2]), DType.Float32, "(1,)"),
        (Tensor.From([1, 2, 3, 4], (2, 2)), DType.Int64, "(2, 2)"),
        (Tensor.From([1, 2, 3, 4], [2, 2], DType.Float64), DType.Float64, "(2, 2)"),
        (Tensor.From([1, 2], DType.UInt8), DType.UInt8, "(2,)"),
        (Tensor.From([0, 2.5], DType.Bool), DType.Bool, "(2,)"),
        (Autograd.NN.Parameter.From(0.1), DType.Float32, "()"),
    ];

    private static IEnumerable<(Tensor Result, DType DType, string Shape)> Variables =>
    [
        (Tensor.From(Doubles), DType.Float64, "(2,)"),
        (Tensor.From(new[] { 1, 2 }), DType.Int32, "(2,)"),
        (Tensor.From(new byte[] { 1, 2 }), DType.UInt8, "(2,)"),
        (Tensor.From(Doubles.AsSpan()), DType.Float64, "(2,)"),
        (Tensor.From((ReadOnlySpan<short>)[1, 2]), DType.Int16, "(2,)"),
        (Tensor.From(Doubles[1..]), DType.Float64, "(1,)"),
        (Tensor.From(new List<float> { 1, 2 }), DType.Float32, "(2,)"),
        (Tensor.From(Enumerable.Range(0, 3).Select(i => i * 0.5)), DType.Float64, "(3,)"),
        (Tensor.From(new HashSet<long> { 1, 2 }), DType.Int64, "(2,)"),
        (Tensor.From(new List<int[]> { new[] { 1, 2 }, new[] { 3, 4 } }), DType.Int32, "(2, 2)"),
        (Tensor.From(new double[][] { [1, 2], [3, 4] }), DType.Float64, "(2, 2)"),
        (Tensor.From([Doubles, Doubles]), DType.Float64, "(2, 2)"),
        (Tensor.From([[1.0, 2], Doubles]), DType.Float64, "(2, 2)"),
        (Tensor.From(new int[,] { { 1, 2 }, { 3, 4 } }), DType.Int32, "(2, 2)"),
        (Tensor.From(new float[1, 2, 3]), DType.Float32, "(1, 2, 3)"),
        (Tensor.From(new bool[0, 3]), DType.Bool, "(0, 3)"),
        (Tensor.From(Doubles, (2, 1)), DType.Float64, "(2, 1)"),
        (Tensor.From(Doubles, DType.Float32), DType.Float32, "(2,)"),
        (Tensor.From(Doubles, (1, 2), DType.Int64), DType.Int64, "(1, 2)"),
        (Tensor.From(new List<int[]>()), DType.Int32, "(0, 0)"),
    ];

    [Test]
    public void A_literals_numbers_are_Pythons() => Check(Literals);

    [Test]
    public void What_dotnet_holds_keeps_its_type() => Check(Variables);

    [Test]
    public void A_given_type_is_exact()
    {
        Assert.That(Tensor.From([0.1], DType.Float64).Item<double>(), Is.EqualTo(0.1));
        Assert.That(Tensor.From(0.1, DType.Float64).Item<double>(), Is.EqualTo(0.1));
        Assert.That(Tensor.From([[0.1], [1]], DType.Float64).ToArray<double>(), Is.EqualTo(new[] { 0.1, 1 }));
        Assert.That(Tensor.From([0.5, 9007199254740993L], DType.Int64).ToArray<long>(), Is.EqualTo(new[] { 0, 9007199254740993 }));
        Assert.That(Tensor.From([0.1]).Item<float>(), Is.EqualTo(0.1f));
    }

    [Test]
    public void Elements_stand_where_they_were_written()
    {
        Assert.That(Tensor.From([[1, 2], [3, 4], [5, 6]]).ToArray<long>(), Is.EqualTo(new[] { 1L, 2, 3, 4, 5, 6 }));
        Assert.That(Tensor.From([0, 0.5, -1], DType.Bool).ToArray<bool>(), Is.EqualTo(new[] { false, true, true }));
        Assert.That(Tensor.From([[1.5, 2], [3, 4]], requiresGrad: true).RequiresGrad, Is.True);
        Assert.That(Tensor.From(new[] { new[] { 1, 2 }, new[] { 3, 4 } }).ToArray<int>(), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(Tensor.From(new[,] { { 1.5, 2 }, { 3, 4 } }).ToArray<double>(), Is.EqualTo(new[] { 1.5, 2, 3, 4 }));
    }

    private static void Check(IEnumerable<(Tensor Result, DType DType, string Shape)> cases) => Assert.Multiple(() =>
    {
        foreach (var (result, dtype, shape) in cases)
            Assert.That((result.DType, result.Shape.ToString()), Is.EqualTo((dtype, shape)), result.ToString());
    });
}
