using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

// Arithmetic in the floating types of 16 bits is that of Float32, whose results are rounded once: each of these kernels
// converts its operands block by block, so that blocks stay in the cache, and calls a kernel of Float32.

/// <summary>y = x, as floats; <typeparamref name="T"/> is Half or BFloat16.</summary>
internal readonly struct WidenKernel<T> : IUnaryKernel<T, float> where T : unmanaged
{
    public void Invoke(ReadOnlySpan<T> x, Span<float> y) => HalfConversion.Widen(x, y);
}

/// <summary>y = x, rounded; <typeparamref name="T"/> is Half or BFloat16.</summary>
internal readonly struct NarrowKernel<T> : IUnaryKernel<float, T> where T : unmanaged
{
    public void Invoke(ReadOnlySpan<float> x, Span<T> y) => HalfConversion.Narrow(x, y);
}

/// <summary>A kernel of Float32 on numbers of 16 bits.</summary>
internal readonly struct HalfUnaryKernel<T, TKernel>(TKernel kernel) : IUnaryKernel<T, T>
    where T : unmanaged
    where TKernel : struct, IUnaryKernel<float, float>
{
    private const int Block = 512;

    [SkipLocalsInit]
    public void Invoke(ReadOnlySpan<T> x, Span<T> y)
    {
        Span<float> wide = stackalloc float[Math.Min(Block, x.Length)];
        for (var at = 0; at < x.Length; at += Block)
        {
            var part = x.Slice(at, Math.Min(Block, x.Length - at));
            var values = wide[..part.Length];
            HalfConversion.Widen(part, values);
            kernel.Invoke(values, values);
            HalfConversion.Narrow<T>(values, y.Slice(at, part.Length));
        }
    }
}

/// <summary>A kernel of Float32 on two operands of 16 bits; one of a single element is broadcast.</summary>
internal readonly struct HalfBinaryKernel<T, TKernel>(TKernel kernel) : IBinaryKernel<T, T>
    where T : unmanaged
    where TKernel : struct, IBinaryKernel<float, float>
{
    private const int Block = 512;

    [SkipLocalsInit]
    public void Invoke(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        var length = Math.Min(Block, y.Length);
        Span<float> wide = stackalloc float[3 * length];
        for (var at = 0; at < y.Length; at += Block)
        {
            var result = wide[..Math.Min(Block, y.Length - at)];
            var wideA = HalfOperand.Block(a, at, result.Length, wide.Slice(length, result.Length));
            var wideB = HalfOperand.Block(b, at, result.Length, wide.Slice(2 * length, result.Length));
            kernel.Invoke(wideA, wideB, result);
            HalfConversion.Narrow(result, y.Slice(at, result.Length));
        }
    }
}

/// <summary>Conversion of an operand that may be broadcast.</summary>
internal static class HalfOperand
{
    /// <summary>The elements of a block as floats; an operand of a single element is that element.</summary>
    public static ReadOnlySpan<float> Block<T>(ReadOnlySpan<T> x, int at, int count, Span<float> wide) where T : unmanaged
    {
        var part = x.Length == 1 ? x : x.Slice(at, count);
        HalfConversion.Widen(part, wide);
        return wide[..part.Length];
    }
}
