using System.Numerics;
using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Conversions of many numbers at once give what those of one number give, at the ends of the types too.</summary>
internal sealed class ConversionTests
{
    private static readonly double[] _edges =
    [
        0, -0.0, 0.9, -0.9, 1, -1, 1.5, 127.5, 128, 255, 256, 300, -129, 32767, 32768, 65535, 65536.5,
        2147483520, 2147483648, -2147483648, -2147483904,
        3e9, -3e9, 4294967296, 1e18, 9.3e18, -9.3e18, 1e30, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Test]
    public void Floating_numbers_wrap_around_by_way_of_64_bits()
    {
        ToIntegers(Array.ConvertAll(_edges, x => (float)x));
        ToIntegers(_edges);
    }

    [Test]
    public void Integers_wrap_around_or_keep_their_values()
    {
        long[] wide =
            [0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32769, 65536, int.MaxValue, int.MinValue, 1L << 32, long.MaxValue, long.MinValue];
        ToAll(wide);
        ToAll(Array.ConvertAll(wide, x => (int)x));
        ToAll(Array.ConvertAll(wide, x => (short)x));
        ToAll(Array.ConvertAll(wide, x => (sbyte)x));
        ToAll(Array.ConvertAll(wide, x => (byte)x));
    }

    private static void ToIntegers<T>(T[] x) where T : unmanaged, INumber<T>
    {
        Check<T, byte>(x, v => byte.CreateTruncating(long.CreateSaturating(v)));
        Check<T, sbyte>(x, v => sbyte.CreateTruncating(long.CreateSaturating(v)));
        Check<T, short>(x, v => short.CreateTruncating(long.CreateSaturating(v)));
        Check<T, int>(x, v => int.CreateTruncating(long.CreateSaturating(v)));
        Check<T, long>(x, v => long.CreateSaturating(v));
    }

    private static void ToAll<T>(T[] x) where T : unmanaged, INumber<T>
    {
        Check<T, byte>(x, byte.CreateTruncating);
        Check<T, sbyte>(x, sbyte.CreateTruncating);
        Check<T, short>(x, short.CreateTruncating);
        Check<T, int>(x, int.CreateTruncating);
        Check<T, long>(x, long.CreateTruncating);
        Check<T, float>(x, float.CreateTruncating);
        Check<T, double>(x, double.CreateTruncating);
    }

    private static void Check<TIn, TOut>(TIn[] values, Func<TIn, TOut> exact)
        where TIn : unmanaged, INumber<TIn>
        where TOut : unmanaged, INumber<TOut>
    {
        // Each value in turn at every place, longer than a block, and not a whole number of registers.
        foreach (var count in new[] { 3, values.Length, 1061 })
        {
            var x = Enumerable.Range(0, count).Select(i => values[i % values.Length]).ToArray();
            var y = new TOut[count + 1];
            default(ConvertKernel<TIn, TOut>).Invoke(x, y.AsSpan(0, count));
            Assert.That(y, Is.EqualTo(x.Select(exact).Append(TOut.Zero)), $"{typeof(TIn).Name} to {typeof(TOut).Name}, {count} numbers");
        }
    }
}
