using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>Products over one dimension.</summary>
internal static class Product
{
    /// <summary>y[o, i] = Πₖ x[o, k, i].</summary>
    public static T[] Block<T>(ReadOnlySpan<T> x, DimWalk walk) where T : unmanaged, INumber<T>
    {
        var (length, inner) = (walk.Length, walk.Inner);
        var y = new T[walk.Outer * inner];
        y.AsSpan().Fill(T.One);
        for (var o = 0; o < walk.Outer; o++)
        {
            var products = y.AsSpan(o * inner, inner);
            var block = x.Slice(o * length * inner, length * inner);
            for (var k = 0; k < length; k++) TensorPrimitives.Multiply(products, block.Slice(k * inner, inner), products);
        }

        return y;
    }

    /// <summary>
    /// y[o, k, i] = the product of x[o, j, i] over j ≠ k, by the products before and behind each element: no division, so that
    /// zeros are no exception.
    /// </summary>
    public static void OfOthers<T>(ReadOnlySpan<T> x, Span<T> y, DimWalk walk) where T : unmanaged, INumber<T>
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
}
