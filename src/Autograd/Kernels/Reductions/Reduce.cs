using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Reductions of floating-point numbers, as NumPy's <c>ufunc.reduce</c>. The tensor is a block of outer x length x
/// inner elements in row-major order, and the middle dimension is reduced.
/// </summary>
internal static unsafe class Reduce
{
    /// <summary>The most partial results that are kept on the stack; larger buffers are rented.</summary>
    private const int StackScratch = 256;

    /// <summary>y[o, i] = the reduction of x[o, k, i] over k, by the operation of TReducer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Block<T, TReducer>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TReducer : struct, IReducer<T>
    {
        if (y.IsEmpty) return;
        if (length == 0)
        {
            y.Fill(TReducer.Identity);
            return;
        }

        fixed (T* from = x, to = y)
        {
            // Threads share the independent results, along the dimension that has more of them. The elements of a
            // single result are shared too.
            if (inner == 1 && outer == 1) to[0] = ReduceRows<T, TReducer>.Single(from, length);
            else if (inner == 1) ParallelFor.Run(outer, length, new RowRange<T, TReducer>(from, to, length));
            else if (outer >= inner) ParallelFor.Run(outer, length * inner, new BlockRange<T, TReducer>(from, to, length, inner));
            else ParallelFor.Run(inner, outer * length, new ColumnRange<T, TReducer>(from, to, outer, length, inner), MaxLanes);
        }
    }

    /// <summary>The elements of the widest vector, of any type and hardware.</summary>
    private const int MaxLanes = 16;

    private readonly struct RowRange<T, TReducer>(T* x, T* y, int length) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TReducer : struct, IReducer<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var rows = new ReduceRows<T, TReducer>(x + (nint)start * length, y + start, end - start, length);
            Simd.Run<T, ReduceRows<T, TReducer>>(ref rows);
        }
    }

    private readonly struct BlockRange<T, TReducer>(T* x, T* y, int length, int inner) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TReducer : struct, IReducer<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end) => new ColumnRange<T, TReducer>(
            x + (nint)start * length * inner, y + (nint)start * inner, end - start, length, inner).Invoke(0, inner);
    }

    private readonly struct ColumnRange<T, TReducer>(T* x, T* y, int outer, int length, int inner) : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where TReducer : struct, IReducer<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
        public void Invoke(int start, int end)
        {
            var size = ReduceColumns<T, TReducer>.ScratchSize(length, end - start);
            if (size <= StackScratch)
            {
                var buffer = stackalloc T[StackScratch];
                Run(buffer, start, end);
                return;
            }

            var scratch = ArrayPool<T>.Shared.Rent(size);
            fixed (T* buffer = scratch) Run(buffer, start, end);
            ArrayPool<T>.Shared.Return(scratch);
        }

        private void Run(T* scratch, int start, int end)
        {
            var columns = new ReduceColumns<T, TReducer>(x, y, scratch, outer, length, inner, start, end);
            Simd.Run<T, ReduceColumns<T, TReducer>>(ref columns);
        }
    }
}

/// <summary>
/// The operation that a reduction applies to two numbers or two vectors: addition for sums, multiplication for
/// products, the greater or smaller one for extrema.
/// </summary>
internal interface IReducer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The identity of the reduction: its result for no elements.</summary>
    static abstract T Identity { get; }

    /// <summary>True if rounding errors grow with the length, so that long reductions are computed pairwise.</summary>
    static abstract bool Rounds { get; }

    /// <summary>
    /// True if the parts of a long row may be reduced separately without changing a bit of the result.
    /// </summary>
    static abstract bool CanSplit { get; }

    /// <summary>True for the maximum and the minimum, whose result is one of the elements.</summary>
    static abstract bool IsExtremum { get; }

    static abstract T Combine(T a, T b);

    static abstract V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T>;

    /// <summary>
    /// As <see cref="Combine{V}"/>, in one instruction, for numbers other than NaN; of two zeros it takes either.
    /// </summary>
    static abstract V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T>;
}

/// <summary>Addition.</summary>
internal readonly struct SumReducer<T> : IReducer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.Zero;

    public static bool Rounds => true;

    public static bool CanSplit => true;

    public static bool IsExtremum => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => a + b;
}

/// <summary>Multiplication.</summary>
internal readonly struct ProductReducer<T> : IReducer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.One;

    public static bool Rounds => false;

    public static bool CanSplit => false;

    public static bool IsExtremum => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => a * b;
}

/// <summary>The greater of two; NaN if there is one.</summary>
internal readonly struct MaxReducer<T> : IReducer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.NegativeInfinity;

    public static bool Rounds => false;

    public static bool CanSplit => true;

    public static bool IsExtremum => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => T.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => V.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => V.ClampMin(b, a);
}

/// <summary>The smaller of two; NaN if there is one.</summary>
internal readonly struct MinReducer<T> : IReducer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Identity => T.PositiveInfinity;

    public static bool Rounds => false;

    public static bool CanSplit => true;

    public static bool IsExtremum => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine(T a, T b) => T.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => V.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CombineNumbers<V>(V a, V b)
        where V : unmanaged, ISimdVector<V, T> => V.ClampMax(b, a);
}
