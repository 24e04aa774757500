using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>Running sums along one dimension.</summary>
internal static class RunningSums
{
    /// <summary>y[o, k, i] ← Σ y[o, j, i] over j ≤ k, or over j ≥ k.</summary>
    public static void Accumulate<T>(Span<T> y, DimWalk walk, bool fromEnd) where T : unmanaged, INumber<T>
    {
        var (length, inner) = (walk.Length, walk.Inner);
        for (var o = 0; o < walk.Outer; o++)
        {
            var block = y.Slice(o * length * inner, length * inner);
            for (var k = 1; k < length; k++)
            {
                var at = (fromEnd ? length - 1 - k : k) * inner;
                var before = fromEnd ? at + inner : at - inner;
                if (inner == 1) block[at] += block[before];
                else TensorPrimitives.Add(block.Slice(at, inner), block.Slice(before, inner), block.Slice(at, inner));
            }
        }
    }
}
