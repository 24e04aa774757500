using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Lists of indices and masks, of every length around that of vectors.</summary>
internal sealed class IndexConversionTests
{
    [Test]
    public void An_index_outside_is_seen_wherever_it_stands([Range(0, 40)] int length, [Values(1, 7, int.MaxValue)] int size)
    {
        var x = Enumerable.Range(0, length).Select(i => i % 3 == 0 ? size - 1 : 0).ToArray();
        Assert.That(IndexConversion.AreInRange(x, size));
        for (var i = 0; i < length; i++)
        {
            foreach (var wrong in new[] { -1, int.MinValue, size == int.MaxValue ? -2 : size })
            {
                var spoilt = x.ToArray();
                spoilt[i] = wrong;
                Assert.That(IndexConversion.AreInRange(spoilt, size), Is.False, $"{wrong} at {i}");
            }
        }
    }

    [Test]
    public void One_index_out_of_range_is_found_wherever_it_stands([Values(-1, 7, long.MinValue, long.MaxValue, 1L << 32)] long outside)
    {
        for (var count = 1; count < 40; count++)
        {
            var x = Enumerable.Range(0, count).Select(i => (long)(i % 7)).ToArray();
            var y = new int[count];
            Assert.That(IndexConversion.TryNarrow(x, 7, y));
            Assert.That(y, Is.EqualTo(x));
            for (var at = 0; at < count; at++)
            {
                var kept = x[at];
                x[at] = outside;
                Assert.That(IndexConversion.TryNarrow(x, 7, y), Is.False, $"{outside} at {at} of {count}");
                x[at] = kept;
            }
        }
    }

    [Test]
    public void True_values_are_listed_in_order()
    {
        var random = new Random(1);
        for (var count = 0; count < 50; count++)
        {
            var mask = Enumerable.Range(0, count).Select(_ => random.Next(2) == 1).ToArray();
            var places = new int[mask.Count(v => v)];
            IndexConversion.NonzeroIndices(mask, places);
            Assert.That(places, Is.EqualTo(Enumerable.Range(0, count).Where(i => mask[i])));
        }
    }

    [TestCase(1, 700, 1)]
    [TestCase(2, 3, 5)]
    [TestCase(2, 700, 3)]
    [TestCase(1, 256, 1030)]
    [TestCase(3, 0, 2)]
    public void True_values_are_counted(int outer, int length, int inner)
    {
        var random = new Random(2);
        var x = Enumerable.Range(0, outer * length * inner).Select(_ => random.Next(20) > 0).ToArray();
        var y = new long[outer * inner];
        Array.Fill(y, -1);
        NonzeroCount.Block(x, y, outer, length, inner);
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < inner; i++)
                Assert.That(y[o * inner + i], Is.EqualTo(Enumerable.Range(0, length).Count(k => x[(o * length + k) * inner + i])));
    }
}
