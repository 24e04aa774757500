using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Products over one dimension.</summary>
internal static class Product
{
    /// <summary>y[o, i] = Πₖ x[o, k, i].</summary>
    public static void Block<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            Reduce.Block<float, ProductReducer<float>>(
                MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), outer, length, inner);
        else if (typeof(T) == typeof(double))
            Reduce.Block<double, ProductReducer<double>>(
                MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y), outer, length, inner);
        else
            OfIntegers(x, y, outer, length, inner);
    }

    /// <summary>
    /// y[o, k, i] = the product of x[o, j, i] over j ≠ k, from the products before and after each element. There is no
    /// division, so zeros need no special case.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfOthers<T>(ReadOnlySpan<T> x, Span<T> y, OuterDimInner walk) where T : unmanaged, INumber<T>
    {
        var (length, inner) = (walk.Length, walk.Inner);
        for (var o = 0; o < walk.Outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var start = o * length * inner + i;
                var before = T.One;
                for (var k = 0; k < length; k++)
                {
                    y[start + k * inner] = before;
                    before *= x[start + k * inner];
                }

                var behind = T.One;
                for (var k = length - 1; k >= 0; k--)
                {
                    y[start + k * inner] *= behind;
                    behind *= x[start + k * inner];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfIntegers<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, INumber<T>
    {
        y.Fill(T.One);
        for (var o = 0; o < outer; o++)
        {
            var products = y.Slice(o * inner, inner);
            var block = x.Slice(o * length * inner, length * inner);
            if (inner == 1)
                foreach (var factor in block) products[0] *= factor;
            else
                for (var at = 0; at < block.Length; at += inner)
                    TensorPrimitives.Multiply(products, block.Slice(at, inner), products);
        }
    }
}
