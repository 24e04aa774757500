namespace Autograd.Tests.Order;

/// <summary>Different whole numbers and what is among them, close together and far apart, few and many, against the framework's sets.</summary>
[Category("Slow")]
public class WholeNumberTests
{
    private static readonly DType[] _types = [DType.Bool, DType.UInt8, DType.Int8, DType.Int16, DType.Int32, DType.Int64];

    private static readonly int[] _counts = [0, 1, 2, 7, 16, 17, 600, 601, 5000];

    private static readonly long[] _ranges = [1, 2, 100, 513, 40_000, 1L << 31, long.MaxValue];

    [Test]
    public void Unique([ValueSource(nameof(_types))] DType type, [ValueSource(nameof(_ranges))] long range)
    {
        foreach (var count in _counts)
        {
            var x = Numbers(type, count, range, seed: count);
            var values = x.Long().ToArray<long>();
            long[] expected = [.. values.Distinct().Order()];
            var different = x.Unique();
            Assert.That(different.DType, Is.EqualTo(type));
            Assert.That(different.Long().ToArray<long>(), Is.EqualTo(expected), $"{count}");
            var again = x.Unique(out var inverse, out var counts);
            Assert.That(again.DType, Is.EqualTo(type));
            Assert.That(again.Long().ToArray<long>(), Is.EqualTo(expected), $"{count}");
            Assert.That(inverse.ToArray<long>().Select(group => expected[group]).SequenceEqual(values), $"{count}");
            var sizes = values.CountBy(v => v).OrderBy(group => group.Key).Select(group => (long)group.Value);
            Assert.That(counts.ToArray<long>(), Is.EqualTo(sizes), $"{count}");
        }
    }

    [Test]
    public void Unique_of_a_view_has_its_shape_in_the_inverse()
    {
        var x = Tensor.Arange(12).Reshape(3, 4)[.., TensorIndex.Slice(step: -2)].T % 4;
        Assert.That(x.Unique(out var inverse, out _).ToArray<long>(), Is.EqualTo([1L, 3]));
        Assert.That(inverse.Shape, Is.EqualTo(x.Shape));
        Assert.That(inverse.ToArray<long>(), Is.EqualTo([1L, 1, 1, 0, 0, 0]));
    }

    [Test]
    public void IsIn([ValueSource(nameof(_types))] DType type, [ValueSource(nameof(_ranges))] long range, [Values] bool invert)
    {
        foreach (var count in _counts)
        {
            foreach (var others in new[] { 0, 1, 8, 9, 300, 5000 })
            {
                var (x, y) = (Numbers(type, count, range, seed: count), Numbers(type, others, range, seed: 1000 + others));
                var set = y.Long().ToArray<long>().ToHashSet();
                var expected = x.Long().ToArray<long>().Select(v => set.Contains(v) != invert);
                Assert.That(x.IsIn(y, invert).ToArray<bool>().SequenceEqual(expected), $"{count} in {others}");
            }
        }
    }

    [Test]
    public void Isin_of_floating_numbers([Values(DType.Float32, DType.Float64)] DType type, [Values(3, 16, 17, 1000)] int count, [Values] bool invert)
    {
        double[] special =
            [0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, 1];
        var x = Tensor.From(Enumerable.Range(0, count).Select(i => i % 3 == 0 ? special[i / 3 % special.Length] : i % 41 - 7.5).ToArray()).To(type);
        foreach (var others in new[] { 1, 5, 8, 9, 40, 700 })
        {
            var numbers = Enumerable.Range(0, others).Select(i => i % 2 == 1 ? special[i / 2 % special.Length] : i % 17 - 9.5);
            var y = Tensor.From(numbers.ToArray()).To(type);
            var among = y.Double().ToArray<double>();
            var expected = x.Double().ToArray<double>().Select(v => among.Any(other => other == v) != invert);
            Assert.That(x.IsIn(y, invert).ToArray<bool>().SequenceEqual(expected), $"{others}");
        }
    }

    [Test]
    public void Isin_of_views_and_other_types()
    {
        var x = Tensor.Arange(20).Reshape(4, 5).T;
        var found = x.IsIn(Tensor.From([3, 19, 8]).To(DType.Int16).Flip(0));
        Assert.That(found.Shape, Is.EqualTo(x.Shape));
        Assert.That(found.ToArray<bool>(), Is.EqualTo(x.ToArray<long>().Select(v => v is 3 or 8 or 19)));
    }

    /// <summary>Numbers that lie so far apart, with the ends of the type among them where they lie further than it reaches.</summary>
    private static Tensor Numbers(DType type, int count, long range, int seed)
    {
        var random = new System.Random(seed);
        var values = Enumerable.Range(0, count).Select(_ => random.NextInt64(range) - range / 3).ToArray();
        if (range == long.MaxValue && count > 2) (values[1], values[2]) = (long.MinValue, long.MaxValue);
        return Tensor.From(values).To(type);
    }
}
