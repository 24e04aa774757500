using System.Numerics;
using System.Numerics.Tensors;
using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>A product with its operands, and the plain loops that it is compared with.</summary>
internal sealed class Product<T>
    where T : unmanaged, INumber<T>
{
    private readonly int _m, _n, _k;
    private T[] _c;

    public Product(int m, int n, int k, Random random, bool transposeA, bool transposeB)
    {
        (_m, _n, _k) = (m, n, k);
        (ARow, ACol) = transposeA ? (1, m) : (k, 1);
        (BRow, BCol) = transposeB ? (1, k) : (n, 1);
        Ldc = n;
        A = Fill(m * k, random);
        B = Fill(k * n, random);
        _c = Fill(m * n, random);
    }

    public T[] A { get; private set; }

    public T[] B { get; private set; }

    public int ARow { get; init; }

    public int ACol { get; init; }

    public int BRow { get; init; }

    public int BCol { get; init; }

    public bool Accumulate { get; init; }

    private int Ldc { get; set; }

    private int AStretch { get; set; } = 1;

    private int BStretch { get; set; } = 1;

    /// <summary>Makes the operands slices of larger ones: every stride a multiple, C's rows apart.</summary>
    public void Spread(Random random)
    {
        AStretch = random.Next(1, 4);
        BStretch = random.Next(1, 4);
        Ldc = _n + random.Next(5);
        A = Fill(_m * _k * AStretch, random);
        B = Fill(_k * _n * BStretch, random);
        _c = Fill(_m * Ldc, random);
    }

    public T[] Run()
    {
        var c = (T[])_c.Clone();
        MatMul.Multiply<T>(
            _m, _n, _k, A, ARow * AStretch, ACol * AStretch, B, BRow * BStretch, BCol * BStretch, c, Ldc, Accumulate);
        return c;
    }

    /// <summary>Compares the products of every width of vectors with plain loops, which run once for all of them.</summary>
    public void Check()
    {
        var floating = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        var (exact, magnitude) = floating ? (Reference<double>(), Reference<double>(absolute: true)) : ([], []);
        var wrapped = floating ? [] : Reference<long>();
        var epsilon = typeof(T) == typeof(float) ? 6e-8 : 1.2e-16;
        AtEveryWidth.ForEach(width =>
        {
            var c = Run();
            for (var i = 0; i < _m; i++)
            {
                for (var j = 0; j < Ldc; j++)
                {
                    int at = i * Ldc + j, r = i * _n + j;
                    if (j >= _n)
                    {
                        if (at < c.Length && c[at] != _c[at])
                            Assert.Fail($"{this}, width {width}: padding ({i}, {j}) was written");
                        continue;
                    }

                    var right = floating
                        ? Math.Abs(double.CreateChecked(c[at]) - exact[r]) <= (_k + 1) * epsilon * magnitude[r]
                        : c[at] == T.CreateTruncating(wrapped[r]);
                    if (!right)
                    {
                        Assert.Fail(
                            $"{this}, width {width}: element ({i}, {j}) is {c[at]}, not {(floating ? exact[r] : wrapped[r])}");
                    }
                }
            }
        });
    }

    /// <summary>The product in a wider type, in which no rounding or wrapping of T matters.</summary>
    private TWide[] Reference<TWide>(bool absolute = false)
        where TWide : INumber<TWide>
    {
        var (b, sums) = (new TWide[_k * _n], new TWide[_m * _n]);
        for (var p = 0; p < _k; p++)
        {
            for (var j = 0; j < _n; j++)
                b[p * _n + j] = Wide(B[(p * BRow + j * BCol) * BStretch]);
        }

        for (var i = 0; i < _m; i++)
        {
            var row = sums.AsSpan(i * _n, _n);
            for (var j = 0; j < _n && Accumulate; j++)
                row[j] = Wide(_c[i * Ldc + j]);
            for (var p = 0; p < _k; p++)
                TensorPrimitives.MultiplyAdd(b.AsSpan(p * _n, _n), Wide(A[(i * ARow + p * ACol) * AStretch]), row, row);
        }

        return sums;

        TWide Wide(T value)
        {
            var wide = TWide.CreateTruncating(value);
            return absolute ? TWide.Abs(wide) : wide;
        }
    }

    public override string ToString() =>
        $"{typeof(T).Name} ({_m}, {_k}) x ({_k}, {_n}), A ({ARow}, {ACol}) * {AStretch}, "
        + $"B ({BRow}, {BCol}) * {BStretch}, ldc {Ldc}, accumulate {Accumulate}";

    private static T[] Fill(int count, Random random)
    {
        var values = new T[count];
        for (var i = 0; i < count; i++)
            values[i] = T.CreateTruncating(
                typeof(T) == typeof(float) || typeof(T) == typeof(double)
                    ? random.NextDouble() * 2 - 1
                    : random.Next(-1000, 1000));
        return values;
    }
}
