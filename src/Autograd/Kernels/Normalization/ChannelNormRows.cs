using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>y = (x − μ)·r·w + b for rows of which every element is of another channel, with given moments.</summary>
internal readonly unsafe struct ChannelNormRows<T>(
    T* x, T* weight, T* bias, T* means, T* scales, int rows, int channels, T* y) : ISimdKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Invoke<V>()
        where V : unmanaged, ISimdVector<V, T>
    {
        T* from = x, to = y;
        for (var row = 0; row < rows; row++, from += channels, to += channels)
        {
            var j = 0;
            for (; j <= channels - V.Count; j += V.Count)
            {
                var scale = weight == null ? V.Load(scales + j) : V.Load(scales + j) * V.Load(weight + j);
                V.Store(to + j, V.MultiplyAdd(V.Load(from + j) - V.Load(means + j), scale, bias == null ? V.Zero : V.Load(bias + j)));
            }

            if (j == channels) continue;
            var mask = V.FirstMask(channels - j);
            var last = V.LoadFirst(scales + j, mask);
            if (weight != null) last *= V.LoadFirst(weight + j, mask);
            var deviation = V.LoadFirst(from + j, mask) - V.LoadFirst(means + j, mask);
            V.StoreFirst(to + j, V.MultiplyAdd(deviation, last, bias == null ? V.Zero : V.LoadFirst(bias + j, mask)), mask);
        }
    }
}
