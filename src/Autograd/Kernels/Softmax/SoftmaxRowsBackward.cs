using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The gradient of the softmax, or of its logarithm, of each row of a matrix, from the result y.</summary>
internal readonly unsafe struct SoftmaxRowsBackward<T, TForm>(T* dy, T* y, T* dx, int rows, int length) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TForm : struct, ISoftmaxForm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        T* g = dy, from = y, to = dx;
        var count = length;
        if (V.Count > 1 && count <= V.Count)
        {
            var mask = V.FirstMask(count);
            for (var o = 0; o < rows; o++, g += count, from += count, to += count)
            {
                var grad = V.LoadFirst(g, mask);
                var result = V.LoadFirst(from, mask);
                var sum = V.Sum(TForm.IsLog ? grad : grad * result);
                V.StoreFirst(to, SoftmaxGradient<T, TForm>.Of<V>(grad, result, V.Create(sum)), mask);
            }

            return;
        }

        for (var o = 0; o < rows; o++, g += count, from += count, to += count)
        {
            var sum = V.Create(Sum<V>(g, from, count));
            var k = 0;
            for (; k <= count - V.Count; k += V.Count)
                V.Store(to + k, SoftmaxGradient<T, TForm>.Of<V>(V.Load(g + k), V.Load(from + k), sum));
            if (k == count) continue;
            var mask = V.FirstMask(count - k);
            V.StoreFirst(
                to + k,
                SoftmaxGradient<T, TForm>.Of<V>(V.LoadFirst(g + k, mask), V.LoadFirst(from + k, mask), sum), mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Sum<V>(T* g, T* y, int count)
        where V : unmanaged, ISimdVector<V, T>
    {
        V sum0 = V.Zero, sum1 = sum0;
        var k = 0;
        for (; k <= count - 2 * V.Count; k += 2 * V.Count)
        {
            sum0 = SoftmaxGradient<T, TForm>.Accumulate<V>(sum0, V.Load(g + k), V.Load(y + k));
            sum1 = SoftmaxGradient<T, TForm>.Accumulate<V>(sum1, V.Load(g + k + V.Count), V.Load(y + k + V.Count));
        }

        for (; k <= count - V.Count; k += V.Count)
            sum0 = SoftmaxGradient<T, TForm>.Accumulate<V>(sum0, V.Load(g + k), V.Load(y + k));
        if (k < count)
        {
            var mask = V.FirstMask(count - k);
            sum1 = SoftmaxGradient<T, TForm>.Accumulate<V>(sum1, V.LoadFirst(g + k, mask), V.LoadFirst(y + k, mask));
        }

        return V.Sum(sum0 + sum1);
    }
}

/// <summary>The formulas of the gradients, for one vector.</summary>
internal static class SoftmaxGradient<T, TForm>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TForm : struct, ISoftmaxForm
{
    /// <summary>sum + dy·y, or sum + dy for the logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Accumulate<V>(V sum, V dy, V y)
        where V : unmanaged, ISimdVector<V, T> => TForm.IsLog ? sum + dy : V.MultiplyAdd(dy, y, sum);

    /// <summary>y·(dy − sum), or dy − eʸ·sum for the logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V dy, V y, V sum)
        where V : unmanaged, ISimdVector<V, T> => TForm.IsLog
        ? dy - VectorMath.ExpFlushToZero(y) * sum
        : (dy - sum) * y;
}
