using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Copies elements between contiguous memory and the elements that an index selects along one dimension, where all
/// other sizes are the same: index element (o, k, i) selects x[o, index[o, k, i], i]. The indices must have been
/// checked.
/// </summary>
internal static unsafe class GatherScatterAlongDim
{
    /// <summary>The action on one element, which element <c>k</c> of the index selects.</summary>
    private interface IIndexAction<T> where T : unmanaged
    {
        void Invoke(T* element, int k);
    }

    /// <summary>y[o, k, i] = x[o, index[o, k, i], i].</summary>
    public static void Gather<T>(ReadOnlySpan<T> x, OuterDimInner walk, ReadOnlySpan<int> index, Span<T> y) where T : unmanaged
    {
        fixed (T* from = x, to = y) Walk(from, walk, index, new GatherAction<T>(to));
    }

    /// <summary>
    /// x[o, index[o, k, i], i] = y[o, k, i], in row-major order: for a repeated index the last value remains.
    /// </summary>
    public static void Scatter<T>(ReadOnlySpan<T> y, OuterDimInner walk, ReadOnlySpan<int> index, Span<T> x) where T : unmanaged
    {
        fixed (T* from = y, to = x) Walk(to, walk, index, new ScatterAction<T>(from));
    }

    /// <summary>x[o, index[o, k, i], i] = value.</summary>
    public static void Fill<T>(T value, OuterDimInner walk, ReadOnlySpan<int> index, Span<T> x) where T : unmanaged
    {
        fixed (T* to = x) Walk(to, walk, index, new FillAction<T>(value));
    }

    /// <summary>
    /// x[o, index[o, k, i], i] ← combine(x[o, index[o, k, i], i], y[o, k, i]), in row-major order, so that the results
    /// for repeated indices are reproducible.
    /// </summary>
    public static void ScatterReduce<T, TReduction>(ReadOnlySpan<T> y, OuterDimInner walk, ReadOnlySpan<int> index, Span<T> x)
        where T : unmanaged, INumber<T>
        where TReduction : struct, IScatterReduction
    {
        fixed (T* from = y, to = x) Walk(to, walk, index, new ReduceAction<T, TReduction>(from));
    }

    /// <summary>Writes the offsets of the selected elements, found by a walk over bytes from address 0.</summary>
    public static void Offsets(OuterDimInner walk, ReadOnlySpan<int> index, Span<int> y)
    {
        fixed (int* to = y) Walk((byte*)null, walk, index, new OffsetAction(to));
    }

    /// <summary>
    /// Visits the selected elements row by row of the index. A row has all index elements of a block for the last
    /// dimension, and adjacent ones otherwise. Element i of a row selects the element at index[i]·stride + i·step in
    /// its block.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk<T, TAction>(T* x, OuterDimInner walk, ReadOnlySpan<int> index, TAction action)
        where T : unmanaged
        where TAction : struct, IIndexAction<T>
    {
        if (index.IsEmpty) return;
        var ofBlock = index.Length / walk.Outer / walk.Inner;
        var (rowsOfBlock, length) = walk.Inner == 1 ? (1, ofBlock) : (ofBlock, walk.Inner);
        nint stride = walk.Inner, step = walk.Inner == 1 ? 0 : 1, size = (nint)walk.Length * walk.Inner;
        fixed (int* indices = index)
        {
            var k = 0;
            for (var o = 0; o < walk.Outer; o++, x += size)
            {
                for (var r = 0; r < rowsOfBlock; r++)
                {
                    var block = x;
                    for (var end = k + length; k < end; k++, block += step) action.Invoke(block + indices[k] * stride, k);
                }
            }
        }
    }

    private readonly struct GatherAction<T>(T* y) : IIndexAction<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(T* element, int k) => y[k] = *element;
    }

    private readonly struct ScatterAction<T>(T* y) : IIndexAction<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(T* element, int k) => *element = y[k];
    }

    private readonly struct FillAction<T>(T value) : IIndexAction<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(T* element, int k) => *element = value;
    }

    private readonly struct ReduceAction<T, TReduction>(T* y) : IIndexAction<T>
        where T : unmanaged, INumber<T>
        where TReduction : struct, IScatterReduction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(T* element, int k) => *element = TReduction.Combine(*element, y[k]);
    }

    private readonly struct OffsetAction(int* y) : IIndexAction<byte>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(byte* element, int k) => y[k] = (int)element;
    }
}
