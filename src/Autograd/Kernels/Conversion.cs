using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Changes the type of numbers as a C cast does: integers wrap around, floating numbers lose what is behind the point.</summary>
internal readonly struct ConvertKernel<TIn, TOut> : IUnaryKernel<TIn, TOut>
    where TIn : unmanaged, INumber<TIn>
    where TOut : unmanaged, INumber<TOut>
{
    public static void Invoke(ReadOnlySpan<TIn> x, Span<TOut> y)
    {
        if ((typeof(TIn) == typeof(float) || typeof(TIn) == typeof(double))
            && typeof(TOut) != typeof(float) && typeof(TOut) != typeof(double))
        {
            // By way of 64 bits, so that 300.0 becomes the int8 44, as a cast of the integer 300 does.
            for (var i = 0; i < x.Length; i++) y[i] = TOut.CreateTruncating(long.CreateSaturating(x[i]));
        }
        else if (typeof(TIn) == typeof(byte) && typeof(TOut) == typeof(float))
        {
            BytesToFloating.Single(MemoryMarshal.Cast<TIn, byte>(x), MemoryMarshal.Cast<TOut, float>(y));
        }
        else if (typeof(TIn) == typeof(byte) && typeof(TOut) == typeof(double))
        {
            BytesToFloating.Double(MemoryMarshal.Cast<TIn, byte>(x), MemoryMarshal.Cast<TOut, double>(y));
        }
        else
        {
            TensorPrimitives.ConvertTruncating(x, y);
        }
    }
}

/// <summary>Whether each number is other than zero; NaN is.</summary>
internal readonly struct IsNonzeroKernel<T> : IUnaryKernel<T, bool>
    where T : unmanaged, INumber<T>
{
    public static void Invoke(ReadOnlySpan<T> x, Span<bool> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] != T.Zero;
    }
}

/// <summary>A plain copy.</summary>
internal readonly struct CopyKernel<T> : IUnaryKernel<T, T>
{
    public static void Invoke(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);
}
