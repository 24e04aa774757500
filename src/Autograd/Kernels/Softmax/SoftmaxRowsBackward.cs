using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The gradient of the softmax, or of its logarithm, of each row of a matrix, from the result y.</summary>
internal readonly unsafe struct SoftmaxRowsBackward<T, TForm>(T* dy, T* y, T* dx, int rows, int length) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TForm : struct, ISoftmaxForm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V, L, M>()
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        T* g = dy, from = y, to = dx;
        var count = length;
        if (L.Count > 1 && count <= L.Count)
        {
            var mask = L.FirstMask(count);
            for (var o = 0; o < rows; o++, g += count, from += count, to += count)
            {
                var grad = L.LoadFirst(g, mask);
                var result = L.LoadFirst(from, mask);
                var sum = L.Sum(TForm.IsLog ? grad : M.Multiply(grad, result));
                L.StoreFirst(to, SoftmaxGradient<T, TForm>.Of<V, L, M>(grad, result, L.Broadcast(sum)), mask);
            }

            return;
        }

        for (var o = 0; o < rows; o++, g += count, from += count, to += count)
        {
            var sum = L.Broadcast(Sum<V, L, M>(g, from, count));
            var k = 0;
            for (; k <= count - L.Count; k += L.Count)
                L.Store(to + k, SoftmaxGradient<T, TForm>.Of<V, L, M>(L.Load(g + k), L.Load(from + k), sum));
            if (k == count) continue;
            var mask = L.FirstMask(count - k);
            L.StoreFirst(
                to + k,
                SoftmaxGradient<T, TForm>.Of<V, L, M>(L.LoadFirst(g + k, mask), L.LoadFirst(from + k, mask), sum), mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum<V, L, M>(T* g, T* y, int count)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V>
    {
        V sum0 = L.Broadcast(T.Zero), sum1 = sum0;
        var k = 0;
        for (; k <= count - 2 * L.Count; k += 2 * L.Count)
        {
            sum0 = SoftmaxGradient<T, TForm>.Accumulate<V, L, M>(sum0, L.Load(g + k), L.Load(y + k));
            sum1 = SoftmaxGradient<T, TForm>.Accumulate<V, L, M>(sum1, L.Load(g + k + L.Count), L.Load(y + k + L.Count));
        }

        for (; k <= count - L.Count; k += L.Count)
            sum0 = SoftmaxGradient<T, TForm>.Accumulate<V, L, M>(sum0, L.Load(g + k), L.Load(y + k));
        if (k < count)
        {
            var mask = L.FirstMask(count - k);
            sum1 = SoftmaxGradient<T, TForm>.Accumulate<V, L, M>(sum1, L.LoadFirst(g + k, mask), L.LoadFirst(y + k, mask));
        }

        return L.Sum(L.Add(sum0, sum1));
    }
}

/// <summary>The formulas of the gradients for one vector.</summary>
internal static class SoftmaxGradient<T, TForm>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TForm : struct, ISoftmaxForm
{
    /// <summary>sum + dy·y, or sum + dy for the logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Accumulate<V, L, M>(V sum, V dy, V y)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V> => TForm.IsLog ? L.Add(sum, dy) : M.FusedMultiplyAdd(dy, y, sum);

    /// <summary>y·(dy − sum), or dy − eʸ·sum for the logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, L, M>(V dy, V y, V sum)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IMathLanes<T, V> => TForm.IsLog
        ? M.Subtract(dy, M.Multiply(M.Exp(y), sum))
        : M.Multiply(M.Subtract(dy, sum), y);
}
