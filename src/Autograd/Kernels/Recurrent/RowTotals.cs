using System.Numerics;
using System.Numerics.Tensors;

namespace Autograd.Kernels;

/// <summary>The gradient of a bias: the sum of rows, taken while they are in the cache.</summary>
internal static class RowTotals
{
    /// <summary>Adds every row to <paramref name="total"/>, unless that is empty.</summary>
    public static void Add<T>(ReadOnlySpan<T> rows, Span<T> total)
        where T : unmanaged, INumber<T>
    {
        if (total.IsEmpty) return;
        for (var at = 0; at < rows.Length; at += total.Length) TensorPrimitives.Add(total, rows.Slice(at, total.Length), total);
    }
}
