using System.Numerics;
using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Comparisons and choices at every register width and of every element width, against plain loops.</summary>
internal sealed class ComparingTests(int width) : AtEveryWidth(width)
{
    private static readonly int[] _lengths = [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 200];

    [Test]
    public void Float32() => Check<float>([0, -0f, 1, -1, float.NaN, float.PositiveInfinity]);

    [Test]
    public void Float64() => Check<double>([0, -0.0, 1, -1, double.NaN, double.NegativeInfinity]);

    [Test]
    public void Int64() => Check<long>([0, 1, -1, long.MinValue, long.MaxValue]);

    [Test]
    public void Int32() => Check<int>([0, 1, -1, int.MinValue, int.MaxValue]);

    [Test]
    public void Int16() => Check<short>([0, 1, -1, short.MinValue, short.MaxValue]);

    [Test]
    public void Int8() => Check<sbyte>([0, 1, -1, sbyte.MinValue, sbyte.MaxValue]);

    [Test]
    public void UInt8() => Check<byte>([0, 1, 127, 128, 255]);

    private static void Check<T>(T[] values) where T : unmanaged, INumber<T>
    {
        var random = new Random(1);
        foreach (var length in _lengths)
        {
            var a = random.GetItems(values, length);
            var b = random.GetItems(values, length);
            var less = new bool[length + 1];
            Formula.Compare<T, Less>(default, a, b, less.AsSpan(0, length));
            Assert.That(less, Is.EqualTo(a.Zip(b, (x, y) => x < y).Append(false)));
            Formula.Compare<T, Less>(default, a, [values[1]], less.AsSpan(0, length));
            Assert.That(less, Is.EqualTo(a.Select(x => x < values[1]).Append(false)));
            Formula.Compare<T, Less>(default, [values[1]], b, less.AsSpan(0, length));
            Assert.That(less, Is.EqualTo(b.Select(y => values[1] < y).Append(false)));

            var chosen = new T[length];
            Select.Invoke(less.AsSpan(0, length), a, b, chosen);
            Assert.That(chosen, Is.EqualTo(a.Select((x, i) => less[i] ? x : b[i])));
            Select.Invoke(less.AsSpan(0, length), [values[2]], b, chosen);
            Assert.That(chosen, Is.EqualTo(b.Select((y, i) => less[i] ? values[2] : y)));
        }
    }

    private readonly struct Less : IBinaryFormula
    {
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.LessThan(a, b);
    }
}
