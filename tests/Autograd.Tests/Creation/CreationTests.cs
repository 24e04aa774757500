using System.Text.Json;

namespace Autograd.Tests.Creation;

public class CreationTests
{
    public sealed record Entry(string Op, double[] Args, int[] Shape, string Bytes)
    {
        public override string ToString() => $"{Op}({string.Join(", ", Args)})";
    }

    private static IEnumerable<Entry> Entries =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "creation.json"))).RootElement.EnumerateArray()
            .Select(entry => new Entry(
                entry[0].GetString()!, entry[1].Deserialize<double[]>()!, entry[2].Deserialize<int[]>()!, entry[3].GetString()!));

    [TestCaseSource(nameof(Entries))]
    public void Elements_are_PyTorchs_to_the_bit(Entry entry)
    {
        var a = entry.Args;
        var actual = entry.Op switch
        {
            "logspace:f32" => Tensor.Logspace(a[0], a[1], (int)a[2], a[3]),
            "logspace:f64" => Tensor.Logspace(a[0], a[1], (int)a[2], a[3], DType.Float64),
            "tril_indices" => Tensor.TrilIndices((int)a[0], (int)a[1], (int)a[2]),
            _ => Tensor.TriuIndices((int)a[0], (int)a[1], (int)a[2]),
        };
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(entry.Shape));
        Assert.That(StreamFixture.Encode(actual, ""), Is.EqualTo(entry.Bytes));
    }

    [Test]
    public void Triangle_indices_name_the_elements_that_stay()
    {
        var x = Tensor.Arange(1, 13).Reshape(3, 4);
        for (var offset = -4; offset <= 5; offset++)
        {
            var (lower, upper) = (Tensor.TrilIndices(3, 4, offset), Tensor.TriuIndices(3, 4, offset));
            Assert.That(x[lower[0], lower[1]].Sum().Item(), Is.EqualTo(x.Tril(offset).Sum().Item()));
            Assert.That(x[upper[0], upper[1]].Sum().Item(), Is.EqualTo(x.Triu(offset).Sum().Item()));
        }
    }

    [TestCase(DType.UInt8, -255, 255)]
    [TestCase(DType.Int8, -128, 127)]
    [TestCase(DType.Int16, -32768, 32767)]
    [TestCase(DType.Int32, int.MinValue, int.MaxValue)]
    public void Full_holds_the_numbers_of_its_type(DType dtype, long min, long max)
    {
        Assert.That(Tensor.Full([2], max, dtype)[1].Item<long>(), Is.EqualTo(max));
        Assert.That(Tensor.Full([2], max + 0.75, dtype)[1].Item<long>(), Is.EqualTo(max));
        Assert.That(Tensor.Full([2], min, dtype)[1].Item<long>(), Is.EqualTo(dtype == DType.UInt8 ? 1 : min));
        foreach (var outside in new Scalar[] { max + 1, min - 1, max + 1.0, double.NaN, double.PositiveInfinity })
            Assert.That(() => Tensor.Full([2], outside, dtype), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(
                $"Full: {outside} does not fit into {dtype}; use a wider type"));
    }

    [Test]
    public void Full_of_64_bits()
    {
        Assert.That(Tensor.Full([1], long.MinValue).Item<long>(), Is.EqualTo(long.MinValue));
        Assert.That(Tensor.Full([1], -9223372036854775808.0, DType.Int64).Item<long>(), Is.EqualTo(long.MinValue));
        Assert.That(() => Tensor.Full([1], 9223372036854775808.0, DType.Int64), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Full: 9.223372036854776E+18 does not fit into Int64; use a wider type (Parameter 'value')"));
        Assert.That(Tensor.Full([1], 2, DType.Bool).Item<bool>(), Is.True);
        Assert.That(Tensor.Full([1], 1e300).Item<float>(), Is.EqualTo(float.PositiveInfinity));
    }

    [Test]
    public void Bad_arguments()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Tensor.Logspace(0, 1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "Logspace: -1 steps; there must be none or more (Parameter 'steps')"));
            Assert.That(() => Tensor.Logspace(0, 1, 2, dtype: DType.Int64), Throws.ArgumentException.With.Message.EqualTo(
                "Logspace: type Int64 is not floating; convert the result with To"));
            Assert.That(() => Tensor.TrilIndices(-1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "TrilIndices: a matrix of (-1, 2); no size may be negative (Parameter 'row')"));
            Assert.That(() => Tensor.TriuIndices(2, -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "TriuIndices: a matrix of (2, -1); no size may be negative (Parameter 'col')"));
            Assert.That(() => Tensor.TriuIndices(100_000, 100_000), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "TriuIndices: a result of shape (2, 5000050000) has more elements than an array can hold; at most 2147483591"));
            Assert.That(() => Tensor.Empty(2, -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "Shape: a size is negative: (2, -1); each must be 0 or more"));
        });
    }
}
