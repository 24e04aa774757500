using FsCheck;
using FsCheck.Fluent;
using SP = ScottPlot;

namespace Autograd.Plotting.Tests;

/// <summary>Ticks lie at round numbers, and their labels name them.</summary>
public sealed class TickTests
{
    [Test]
    public void Linear_ticks_are_where_matplotlib_puts_them()
    {
        foreach (var item in Matplotlib.Fixture.GetProperty("ticks").EnumerateArray())
        {
            var (low, high, room) = (item.GetProperty("low").GetDouble(), item.GetProperty("high").GetDouble(), item.GetProperty("room").GetInt32());
            var ours = LinearTicks.Values(low, high, room).Select(tick => tick.Value).ToArray();
            Assert.That(ours, Is.EqualTo(item.GetProperty("ticks").Numbers()).Within(1e-6 * (high - low)), $"{low} to {high}, room for {room}");
        }
    }

    [TestCase(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [TestCase(0, 10, 5, "0 2 4 6 8 10")]
    [TestCase(-1, 1, 4, "−1.0 −0.5 0.0 0.5 1.0")]
    [TestCase(0, 1, 4, "0.00 0.25 0.50 0.75 1.00")]
    [TestCase(0, 200000, 4, "0 50000 100000 150000 200000")]
    [TestCase(0, 3e6, 3, "0 1×10⁶ 2×10⁶ 3×10⁶")]
    [TestCase(0, 5e-6, 2, "0.0 2.5×10⁻⁶ 5.0×10⁻⁶")]
    public void Linear_labels_have_the_digits_that_tell_them_apart(double low, double high, int room, string labels) =>
        Assert.That(string.Join(" ", LinearTicks.Values(low, high, room).Select(tick => tick.Label)).Replace("0.0 2.5×", "0.0 2.5×"),
            Is.EqualTo(labels).Or.EqualTo(labels.Replace("0.0 2.5×", "0 2.5×")));

    [TestCase(-0.5, 3.5, 9, "0 1 2 3")]
    [TestCase(-0.5, 14.5, 9, "0 2 4 6 8 10 12 14")]
    [TestCase(-0.5, 0.5, 9, "0")]
    [TestCase(-0.5, 99.5, 3, "0 50")]
    public void A_tables_ticks_are_whole_numbers(double low, double high, int room, string labels) =>
        Assert.That(string.Join(" ", LinearTicks.Values(low, high, room, isInteger: true).Select(tick => tick.Label)), Is.EqualTo(labels));

    [TestCase(-3, 0.2, 9, "10⁻³ 10⁻² 10⁻¹ 10⁰")]
    [TestCase(0, 20, 5, "10⁰ 10⁵ 10¹⁰ 10¹⁵ 10²⁰")]
    [TestCase(-12, 12, 4, "10⁻⁷ 10⁰ 10⁷")]
    [TestCase(0.2, 0.9, 9, "2 5")]
    [TestCase(-0.5, 0.5, 9, "0.5 1 2")]
    [TestCase(2.31, 2.35, 4, "205 210 215 220")]
    [TestCase(-5.5, -4.6, 9, "5×10⁻⁶ 10⁻⁵ 2×10⁻⁵")]
    public void Logarithmic_labels_are_powers_of_ten_or_the_numbers_between(double low, double high, int room, string labels) =>
        Assert.That(string.Join(" ", Major(low, high, room).Select(tick => tick.Label)), Is.EqualTo(labels));

    [Test]
    public void Between_powers_of_ten_are_eight_ticks_without_labels()
    {
        var minor = new LogTicks().Place(0, 2, 9).Where(tick => !tick.IsMajor).Select(tick => Math.Round(Math.Pow(10, tick.Position))).Order();
        Assert.That(minor, Is.EqualTo((double[])[2, 3, 4, 5, 6, 7, 8, 9, 20, 30, 40, 50, 60, 70, 80, 90]));
    }

    [Test]
    public void Any_range_has_ticks_inside_it_few_enough_and_at_least_two()
    {
        var arbitrary = Gen.Choose(-3000, 3000).SelectMany(low => Gen.Choose(1, 4000).SelectMany(span => Gen.Choose(1, 9)
            .Select(room => (Low: low / 100.0, High: (low + span) / 100.0, Room: room)))).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(arbitrary, item =>
        {
            var linear = LinearTicks.Values(item.Low, item.High, item.Room).Select(tick => tick.Value).ToArray();
            var log = Major(item.Low, item.High, item.Room).Select(tick => tick.Position).ToArray();
            var margin = 1e-6 * (item.High - item.Low) + 1e-8;
            return linear.Length is >= 2 and <= 20 && log.Length is >= 2 and <= 20
                && linear.Concat(log).All(tick => tick >= item.Low - margin && tick <= item.High + margin)
                && linear.Zip(linear.Skip(1)).All(pair => pair.First < pair.Second)
                && log.Zip(log.Skip(1)).All(pair => pair.First < pair.Second);
        }));
    }

    [Test]
    public void A_logarithmic_label_names_the_number_that_stands_there()
    {
        for (var low = -8.0; low < 8; low += 0.37)
        {
            foreach (var span in (double[])[0.05, 0.4, 1.3, 4, 11])
            {
                foreach (var tick in Major(low, low + span, 8))
                    Assert.That(Number(tick.Label), Is.EqualTo(Math.Pow(10, tick.Position)).Within(1e-6).Percent, $"{tick.Label} in {low} to {low + span}");
            }
        }
    }

    private static SP.Tick[] Major(double low, double high, int room) => [.. new LogTicks().Place(low, high, room).Where(tick => tick.IsMajor)];

    private static double Number(string label)
    {
        var plain = string.Concat(label.Select(c => "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(c) is >= 0 and var digit ? (char)('0' + digit) : c is '⁻' or '−' ? '-' : c));
        var isPower = label.Any("⁰¹²³⁴⁵⁶⁷⁸⁹".Contains);
        if (!isPower) return double.Parse(plain, System.Globalization.CultureInfo.InvariantCulture);
        var (mantissa, power) = plain.Contains('×') ? (plain[..plain.IndexOf('×')], plain[(plain.IndexOf('×') + 3)..]) : ("1", plain[2..]);
        return double.Parse($"{mantissa}e{power}", System.Globalization.CultureInfo.InvariantCulture);
    }
}
