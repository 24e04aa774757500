using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Sums of squares without memory for the squares: those of a part fit into the first-level cache. To the bit what
/// <see cref="ReduceRows{T, TReducer}"/> computes of the squares.
/// </summary>
internal static unsafe class SquareSum
{
    /// <summary>The fewest numbers for which this pays; a part has more than any vector.</summary>
    public const int MinLength = 1024;

    private const int Part = ReduceRows<float, SumReducer<float>>.PartLength;

    /// <summary>Σ xᵢ² of at least <see cref="MinLength"/> numbers.</summary>
    public static T Of<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = (x.Length + Part - 1) / Part;
        var sums = ArrayPool<T>.Shared.Rent(count);
        fixed (T* from = x, to = sums)
        {
            ParallelFor.Run(count, Part, new Range<T>(from, x.Length, to));
            var result = ReduceRows<T, SumReducer<T>>.CombineParts(to, x.Length);
            ArrayPool<T>.Shared.Return(sums);
            return result;
        }
    }

    private readonly struct Range<T>(T* x, int length, T* sums) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int start, int end)
        {
            var kernel = new Kernel<T>(x, length, sums, start, end);
            Simd.Run<T, Kernel<T>>(ref kernel);
        }
    }

    private readonly struct Kernel<T>(T* x, int length, T* sums, int start, int end) : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
        public void Invoke<V>()
            where V : unmanaged, ISimdVector<V, T>
        {
            var squares = stackalloc T[Part];
            for (var i = start; i < end; i++)
            {
                var from = x + (nint)i * Part;
                var count = Math.Min(Part, length - i * Part);
                var j = 0;
                for (; j <= count - V.Count; j += V.Count)
                {
                    var value = V.Load(from + j);
                    V.Store(squares + j, value * value);
                }

                for (; j < count; j++) squares[j] = from[j] * from[j];
                sums[i] = ReduceRows<T, SumReducer<T>>.Row<V>(squares, count);
            }
        }
    }
}
