using System.Numerics;
using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Running sums and products of every length about that of a step, in any number of rows and from both ends.</summary>
internal sealed class ScanKernelTests
{
    [Test]
    public void Whole_numbers_wrap_around([Range(0, 9)] int outer, [Values] bool fromEnd) =>
        Check<long, long, SumStep<long>>(outer, fromEnd, i => unchecked((i + 1) * 0x7FFF_FFFF_FFFF_F123), (a, x) => unchecked(a + x), v => v);

    [Test]
    public void Doubles_are_added_one_after_the_other([Range(0, 9)] int outer, [Values] bool fromEnd) =>
        Check<double, double, SumStep<double>>(outer, fromEnd, i => Math.Sin(i) / 3, (a, x) => a + x, v => v);

    [Test]
    public void Floats_are_summed_in_doubles([Range(0, 9)] int outer, [Values] bool fromEnd) =>
        Check<float, double, SumStep<double>>(outer, fromEnd, i => (float)Math.Sin(i) * 1e6f, (a, x) => a + x, v => (float)v);

    [Test]
    public void Products_of_floats_do_not_come_back_from_infinity()
    {
        float[] x = [1e30f, 1e30f, 1e-30f, 1e-30f, .. Enumerable.Repeat(1e38f, 12), .. Enumerable.Repeat(1e-38f, 12)];
        var y = new float[x.Length];
        Scan.Run<float, double, ProductStep<double>>(x, y, new OuterDimInner(1, x.Length, 1), fromEnd: false);
        Assert.That(y[^1], Is.EqualTo(float.PositiveInfinity));
    }

    [Test]
    public void What_is_no_number_stays_behind([Values] bool fromEnd)
    {
        var x = Enumerable.Repeat(1f, 11).ToArray();
        (x[4], x[6]) = (float.PositiveInfinity, float.NegativeInfinity);
        var y = new float[11];
        Scan.Run<float, double, SumStep<double>>(x, y, new OuterDimInner(1, 11, 1), fromEnd);
        if (fromEnd) Array.Reverse(y);
        var (first, second) = fromEnd ? (float.NegativeInfinity, float.NaN) : (float.PositiveInfinity, float.NaN);
        float[] expected = [1, 2, 3, 4, .. Enumerable.Repeat(first, 2), .. Enumerable.Repeat(second, 5)];
        Assert.That(y, Is.EqualTo(expected));
    }

    private static void Check<T, TAcc, TStep>(int outer, bool fromEnd, Func<int, T> number, Func<TAcc, TAcc, TAcc> step, Func<TAcc, T> round)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>
        where TStep : struct, IScanStep<TAcc>
    {
        foreach (var length in new[] { 0, 1, 2, 3, 4, 5, 7, 8, 9, 100 })
        {
            var x = Enumerable.Range(0, outer * length).Select(number).ToArray();
            var y = new T[x.Length];
            Scan.Run<T, TAcc, TStep>(x, y, new OuterDimInner(outer, length, 1), fromEnd);
            for (var o = 0; o < outer; o++)
            {
                var folded = TStep.Identity;
                for (var j = 0; j < length; j++)
                {
                    var at = o * length + (fromEnd ? length - 1 - j : j);
                    folded = step(folded, TAcc.CreateTruncating(x[at]));
                    Assert.That(y[at], Is.EqualTo(round(folded)), $"{typeof(T)}: row {o} of {outer}, {j} of {length}");
                }
            }
        }
    }
}
