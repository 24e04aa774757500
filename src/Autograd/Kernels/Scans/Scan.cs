using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>
/// Scans along one dimension: cumulative sums, products and logarithms of sums of exponentials. The running result is
/// kept in <c>TAcc</c>: Float64 for Float32, so that rounding errors do not accumulate.
/// </summary>
internal static class Scan
{
    /// <summary>The most columns of a panel.</summary>
    private const int PanelWidth = 512;

    /// <summary>y[o, k, i] = x[o, j, i] combined over j ≤ k, or over j ≥ k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TAcc, TStep>(ReadOnlySpan<T> x, Span<T> y, OuterDimInner walk, bool fromEnd)
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
    private static unsafe void Row<T, TAcc, TStep>(ReadOnlySpan<T> x, Span<T> y, bool fromEnd)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>
        where TStep : struct, IScanStep<TAcc>
    {
        fixed (T* first = x, target = y)
        {
            var step = fromEnd ? -1 : 1;
            var start = fromEnd ? x.Length - 1 : 0;
            T* from = first + start, to = target + start;
            var running = TStep.Identity;
            var left = x.Length;
            if (TStep.IsAssociative && (sizeof(TAcc) > sizeof(T) || typeof(TAcc) == typeof(long)))
            {
                // Only one of four operations waits for the running result. Integer results do not depend on the order,
                // and doubles have bits to spare where the result is rounded to Float32.
                for (; left >= 4; left -= 4, from += 4 * step, to += 4 * step)
                {
                    TAcc a = Widen<T, TAcc>(from[0]), b = TStep.Combine(a, Widen<T, TAcc>(from[step]));
                    var c = TStep.Combine(b, Widen<T, TAcc>(from[2 * step]));
                    var d = TStep.Combine(c, Widen<T, TAcc>(from[3 * step]));
                    to[0] = Narrow<TAcc, T>(TStep.Combine(running, a));
                    to[step] = Narrow<TAcc, T>(TStep.Combine(running, b));
                    to[2 * step] = Narrow<TAcc, T>(TStep.Combine(running, c));
                    running = TStep.Combine(running, d);
                    to[3 * step] = Narrow<TAcc, T>(running);
                }
            }

            for (; left > 0; left--, from += step, to += step)
            {
                running = TStep.Combine(running, Widen<T, TAcc>(*from));
                *to = Narrow<TAcc, T>(running);
            }
        }
    }

    /// <summary>Scans four rows side by side: each operation waits only for the one before it in its own row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void FourRows<T, TAcc, TStep>(ReadOnlySpan<T> x, Span<T> y, bool fromEnd)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>
        where TStep : struct, IScanStep<TAcc>
    {
        fixed (T* first = x, target = y)
        {
            nint length = x.Length / 4, step = fromEnd ? -1 : 1;
            var start = fromEnd ? length - 1 : 0;
            T* from0 = first + start, from2 = from0 + 2 * length, to0 = target + start, to2 = to0 + 2 * length;
            TAcc folded0 = TStep.Identity, folded1 = folded0, folded2 = folded0, folded3 = folded0;
            for (var left = length; left > 0; left--)
            {
                folded0 = TStep.Combine(folded0, Widen<T, TAcc>(*from0));
                folded1 = TStep.Combine(folded1, Widen<T, TAcc>(from0[length]));
                folded2 = TStep.Combine(folded2, Widen<T, TAcc>(*from2));
                folded3 = TStep.Combine(folded3, Widen<T, TAcc>(from2[length]));
                *to0 = Narrow<TAcc, T>(folded0);
                to0[length] = Narrow<TAcc, T>(folded1);
                *to2 = Narrow<TAcc, T>(folded2);
                to2[length] = Narrow<TAcc, T>(folded3);
                from0 += step;
                from2 += step;
                to0 += step;
                to2 += step;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<T, TAcc, TStep>(ReadOnlySpan<T> x, Span<T> y, int inner, int column, int width, bool fromEnd)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>
        where TStep : struct, IScanStep<TAcc>
    {
        Span<TAcc> running = stackalloc TAcc[width];
        Span<TAcc> row = stackalloc TAcc[width];
        running.Fill(TStep.Identity);
        var length = x.Length / inner;
        for (var k = 0; k < length; k++)
        {
            var at = (fromEnd ? length - 1 - k : k) * inner + column;
            TensorPrimitives.ConvertTruncating(x.Slice(at, width), row);
            TStep.Combine(running, row);
            TensorPrimitives.ConvertTruncating<TAcc, T>(running, y.Slice(at, width));
        }
    }

    // A scalar conversion keeps the upper lane of its target. With a zero vector as the target it does not wait for the
    // conversion before it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TAcc Widen<T, TAcc>(T x)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc> =>
        Sse2.IsSupported && typeof(T) == typeof(float) && typeof(TAcc) == typeof(double)
            ? Unsafe.BitCast<double, TAcc>(Sse2.ConvertScalarToVector128Double(
                Vector128<double>.Zero, Vector128.CreateScalarUnsafe(Unsafe.BitCast<T, float>(x))).ToScalar())
            : TAcc.CreateTruncating(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Narrow<TAcc, T>(TAcc running)
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc> =>
        Sse2.IsSupported && typeof(T) == typeof(float) && typeof(TAcc) == typeof(double)
            ? Unsafe.BitCast<float, T>(Sse2.ConvertScalarToVector128Single(
                Vector128<float>.Zero, Vector128.CreateScalarUnsafe(Unsafe.BitCast<TAcc, double>(running))).ToScalar())
            : T.CreateTruncating(running);
}
