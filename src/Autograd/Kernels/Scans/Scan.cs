using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Running folds along one dimension. What has been folded is kept in <c>TAcc</c>: doubles for floats, so that errors do not pile up.
/// </summary>
internal static class Scan
{
    /// <summary>The columns that are walked together.</summary>
    private const int PanelWidth = 512;

    /// <summary>y[o, k, i] = the fold of x[o, j, i] over j ≤ k, or over j ≥ k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TAcc, TStep>(ReadOnlySpan<T> x, Span<T> y, DimWalk walk, bool fromEnd)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>
        where TStep : struct, IScanStep<TAcc>
    {
        var (length, inner) = (walk.Length, walk.Inner);
        var block = length * inner;
        var o = 0;
        if (inner == 1)
            for (; o <= walk.Outer - 4; o += 4) FourRows<T, TAcc, TStep>(x.Slice(o * length, 4 * length), y.Slice(o * length, 4 * length), fromEnd);
        for (; o < walk.Outer; o++)
        {
            var from = x.Slice(o * block, block);
            var to = y.Slice(o * block, block);
            if (inner == 1)
            {
                Row<T, TAcc, TStep>(from, to, fromEnd);
                continue;
            }

            for (var column = 0; column < inner; column += PanelWidth)
                Panel<T, TAcc, TStep>(from, to, inner, column, Math.Min(PanelWidth, inner - column), fromEnd);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<T, TAcc, TStep>(ReadOnlySpan<T> x, Span<T> y, bool fromEnd)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>
        where TStep : struct, IScanStep<TAcc>
    {
        var folded = TStep.Identity;
        if (fromEnd)
        {
            for (var k = x.Length - 1; k >= 0; k--)
            {
                folded = TStep.Combine(folded, TAcc.CreateTruncating(x[k]));
                y[k] = T.CreateTruncating(folded);
            }

            return;
        }

        for (var k = 0; k < x.Length; k++)
        {
            folded = TStep.Combine(folded, TAcc.CreateTruncating(x[k]));
            y[k] = T.CreateTruncating(folded);
        }
    }

    /// <summary>Four rows side by side: each step waits for the one before it in its own row only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows<T, TAcc, TStep>(ReadOnlySpan<T> x, Span<T> y, bool fromEnd)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>
        where TStep : struct, IScanStep<TAcc>
    {
        var length = x.Length / 4;
        ReadOnlySpan<T> x0 = x[..length], x1 = x.Slice(length, length), x2 = x.Slice(2 * length, length), x3 = x.Slice(3 * length, length);
        Span<T> y0 = y[..length], y1 = y.Slice(length, length), y2 = y.Slice(2 * length, length), y3 = y.Slice(3 * length, length);
        TAcc folded0 = TStep.Identity, folded1 = folded0, folded2 = folded0, folded3 = folded0;
        for (var step = 0; step < length; step++)
        {
            var k = fromEnd ? length - 1 - step : step;
            folded0 = TStep.Combine(folded0, TAcc.CreateTruncating(x0[k]));
            folded1 = TStep.Combine(folded1, TAcc.CreateTruncating(x1[k]));
            folded2 = TStep.Combine(folded2, TAcc.CreateTruncating(x2[k]));
            folded3 = TStep.Combine(folded3, TAcc.CreateTruncating(x3[k]));
            y0[k] = T.CreateTruncating(folded0);
            y1[k] = T.CreateTruncating(folded1);
            y2[k] = T.CreateTruncating(folded2);
            y3[k] = T.CreateTruncating(folded3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<T, TAcc, TStep>(ReadOnlySpan<T> x, Span<T> y, int inner, int column, int width, bool fromEnd)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>
        where TStep : struct, IScanStep<TAcc>
    {
        Span<TAcc> folded = stackalloc TAcc[width];
        Span<TAcc> row = stackalloc TAcc[width];
        folded.Fill(TStep.Identity);
        var length = x.Length / inner;
        for (var k = 0; k < length; k++)
        {
            var at = (fromEnd ? length - 1 - k : k) * inner + column;
            TensorPrimitives.ConvertTruncating(x.Slice(at, width), row);
            TStep.Combine(folded, row);
            TensorPrimitives.ConvertTruncating<TAcc, T>(folded, y.Slice(at, width));
        }
    }
}
