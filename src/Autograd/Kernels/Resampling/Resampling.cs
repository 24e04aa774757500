using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Applies a <see cref="ResampleTable"/> to the middle dimension of a block (outer, length, inner).</summary>
internal static unsafe class Resampling
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ResampleTable table, ReadOnlySpan<T> x, Span<T> y, int outer, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return;
        fixed (T* from = x, to = y, weights = table.Weights<T>())
        fixed (int* starts = table.Starts, indices = table.Indices)
        {
            var range = new Range<T>(from, to, starts, indices, weights, table.InputLength, table.Length, inner);
            ParallelFor.Run(outer, table.Length * inner, range);
        }
    }

    private readonly struct Range<T>(T* x, T* y, int* starts, int* indices, T* weights, int inputLength, int length, int inner)
        : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            for (var o = start; o < end; o++)
            {
                T* from = x + (nint)o * inputLength * inner, to = y + (nint)o * length * inner;
                if (inner == 1)
                {
                    Row(from, to);
                    continue;
                }

                var kernel = new Rows<T>(from, to, starts, indices, weights, length, inner);
                Simd.Run<T, Rows<T>>(ref kernel);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Row(T* from, T* to)
        {
            for (var i = 0; i < length; i++)
            {
                var sum = T.Zero;
                for (var e = starts[i]; e < starts[i + 1]; e++) sum += weights[e] * from[indices[e]];
                to[i] = sum;
            }
        }
    }

    private readonly struct Rows<T>(T* x, T* y, int* starts, int* indices, T* weights, int length, int inner) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            for (var i = 0; i < length; i++)
            {
                var to = y + (nint)i * inner;
                var j = 0;
                for (; j <= inner - V.Count; j += V.Count)
                {
                    var sum = V.Zero;
                    for (var e = starts[i]; e < starts[i + 1]; e++)
                        sum += V.Create(weights[e]) * V.Load(x + (nint)indices[e] * inner + j);
                    V.Store(to + j, sum);
                }

                if (j == inner) continue;
                var mask = V.FirstMask(inner - j);
                var last = V.Zero;
                for (var e = starts[i]; e < starts[i + 1]; e++)
                    last += V.Create(weights[e]) * V.LoadFirst(x + (nint)indices[e] * inner + j, mask);
                V.StoreFirst(to + j, last, mask);
            }
        }
    }
}
