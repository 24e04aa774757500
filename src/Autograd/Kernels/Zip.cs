using System.Numerics;

namespace Autograd.Kernels;

/// <summary>A formula of two floating numbers, for vectors and for what is left over.</summary>
internal interface IZipKernel
{
    static abstract Vector<T> Invoke<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T>;

    static abstract T Invoke<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>y[i] = f(a[i], b[i]) in one pass, for formulas that the primitives do not have; y may be a or b.</summary>
internal static class Zip
{
    public static void Invoke<T, TKernel>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : struct, IZipKernel
    {
        a = a[..y.Length];
        b = b[..y.Length];
        var i = 0;
        if (Vector.IsHardwareAccelerated)
            for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
                TKernel.Invoke(new Vector<T>(a[i..]), new Vector<T>(b[i..])).CopyTo(y[i..]);
        for (; i < y.Length; i++) y[i] = TKernel.Invoke(a[i], b[i]);
    }

    public static void Invoke<T, TKernel>(ReadOnlySpan<T> a, T b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : struct, IZipKernel
    {
        a = a[..y.Length];
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var vector = new Vector<T>(b);
            for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
                TKernel.Invoke(new Vector<T>(a[i..]), vector).CopyTo(y[i..]);
        }

        for (; i < y.Length; i++) y[i] = TKernel.Invoke(a[i], b);
    }

    public static void Invoke<T, TKernel>(T a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : struct, IZipKernel
    {
        b = b[..y.Length];
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var vector = new Vector<T>(a);
            for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
                TKernel.Invoke(vector, new Vector<T>(b[i..])).CopyTo(y[i..]);
        }

        for (; i < y.Length; i++) y[i] = TKernel.Invoke(a, b[i]);
    }
}
