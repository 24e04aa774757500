namespace Autograd.Live.Tests.Recording;

/// <summary>Decimated series are compared with a search through every value of every part.</summary>
public class DecimationTests
{
    private static readonly double[] _special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Test]
    public void Every_part_keeps_its_extremes_and_its_gaps([Range(0, 199)] int seed)
    {
        var random = new Random(seed);
        var count = random.Next(4) switch { 0 => random.Next(5), 1 => random.Next(200), 2 => random.Next(5000), _ => random.Next(20000) };
        var buckets = random.Next(1, 300);
        var gapRate = random.Next(3) switch { 0 => 0.0, 1 => 0.001, _ => 0.5 };
        using var logger = new LiveLogger();
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = random.NextDouble() < gapRate ? _special[random.Next(3)] : Math.Round(random.NextDouble() * 100);
            logger.SetTrainBatch(1, ("y", values[i]));
            // The summaries are built by and by, as a page asks while the run goes on.
            if (random.Next(500) == 0) logger.TrainMetrics["y"].Decimate(random.Next(1, 50));
        }

        var from = random.Next(2) == 0 ? 1 : random.Next(1, count + 2);
        var to = random.Next(2) == 0 ? count : random.Next(1, count + 2);
        var x = Enumerable.Range(1, count).Select(i => (double)i).ToArray();
        var plain = Decimation.Decimate(x, values, buckets, from, to);
        Check(plain, values, buckets, from, to);
        if (count == 0) return;
        var byPyramid = logger.TrainMetrics["y"].Decimate(buckets, MetricLevel.Batch, from, to);
        Assert.That(byPyramid.X, Is.EqualTo(plain.X));
        Assert.That(byPyramid.Y, Is.EqualTo(plain.Y));
        Assert.That(byPyramid.NonFiniteCount, Is.EqualTo(plain.NonFiniteCount));
    }

    private static void Check(DecimatedSeries line, double[] values, int buckets, int from, int to)
    {
        var (start, end) = (from - 1, Math.Min(to, values.Length));
        var n = Math.Max(0, end - start);
        Assert.That(line.Count, Is.EqualTo(n));
        Assert.That(line.NonFiniteCount, Is.EqualTo(Enumerable.Range(start, n).Count(i => !double.IsFinite(values[i]))));
        Assert.That(line.X, Is.Ordered.Ascending);
        Assert.That(line.X, Is.Unique);
        Assert.That(line.Y, Has.Length.EqualTo(line.X.Length));
        Assert.That(line.Y.Where(double.IsInfinity), Is.Empty);
        for (var i = 0; i < line.X.Length; i++)
        {
            // Each point is one of the values.
            var value = values[(int)line.X[i] - 1];
            Assert.That(line.Y[i], Is.EqualTo(double.IsFinite(value) ? value : double.NaN));
        }

        if (n == 0) return;
        Assert.That((line.X[0], line.X[^1]), Is.EqualTo((start + 1.0, (double)end)));
        if (n <= 2 * buckets)
        {
            Assert.That(line.X, Has.Length.EqualTo(n));
            return;
        }

        Assert.That(line.X, Has.Length.LessThanOrEqualTo((3 * buckets) + 2));
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var (low, high) = (start + (int)((long)bucket * n / buckets), start + (int)((long)(bucket + 1) * n / buckets));
            var part = values[low..high];
            var points = Enumerable.Range(0, line.X.Length).Where(i => line.X[i] > low && line.X[i] <= high).Select(i => line.Y[i]).ToArray();
            var finite = part.Where(double.IsFinite).ToArray();
            Assert.That(points.Any(double.IsNaN), Is.EqualTo(finite.Length < part.Length));
            if (finite.Length == 0) continue;
            Assert.That(points.Where(double.IsFinite).Min(), Is.EqualTo(finite.Min()));
            Assert.That(points.Where(double.IsFinite).Max(), Is.EqualTo(finite.Max()));
        }
    }

    [Test]
    public void None_one_and_only_gaps()
    {
        Assert.That(Decimation.Decimate([], [], 10).X, Is.Empty);
        var one = Decimation.Decimate([3], [7], 1);
        Assert.That((one.X, one.Y), Is.EqualTo((new[] { 3.0 }, new[] { 7.0 })));
        var gaps = Decimation.Decimate([1, 2, 3, 4, 5, 6], [.. Enumerable.Repeat(double.NaN, 6)], 2);
        Assert.That(gaps.X, Is.EqualTo(new[] { 1.0, 4, 6 }));
        Assert.That(gaps.Y, Is.All.NaN);
    }

    [Test]
    public void A_range_outside_of_the_data_is_empty()
    {
        Assert.That(Decimation.Decimate([1, 2, 3], [1, 2, 3], 1, 4, 9).X, Is.Empty);
        Assert.That(Decimation.Decimate([1, 2, 3], [1, 2, 3], 1, 3, 2).X, Is.Empty);
        Assert.That(Decimation.Decimate([1, 2, 3], [1, 2, 3], 1, 2, 2).X, Is.EqualTo(new[] { 2.0 }));
    }

    [Test]
    public void Errors()
    {
        Assert.That(
            () => Decimation.Decimate([1, 2], [1], 5),
            Throws.ArgumentException.With.Message.EqualTo("Decimate: 2 values of x and 1 of y; pass one x for each y"));
        Assert.That(
            () => Decimation.Decimate([1], [1], 0),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("Decimate: buckets is 0; it must be at least 1 "));
    }
}
