using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>The kinds of a <see cref="TensorIndex"/>.</summary>
internal enum IndexKind : byte
{
    Integer,
    Slice,
    NewAxis,
    Ellipsis,

    /// <summary>An index list of one element, which is kept without an array.</summary>
    OneElementList,
    List,
    Tensor,

    /// <summary>Indices of several dimensions, whose number is known only at run time.</summary>
    Tuple,
}

/// <summary>
/// One entry between the brackets of <c>x[…]</c>: an integer, a range or slice, an index list, an index tensor or a
/// mask, a new axis, or the ellipsis. Everything converts to it implicitly.
/// </summary>
/// <remarks>
/// Integers, slices, <see cref="NewAxis"/> and <see cref="Ellipsis"/> return a view; lists and tensors return a copy,
/// as in NumPy and PyTorch. <c>..</c> is all of one dimension (Python's <c>:</c>), and ranges are clamped to the
/// dimension as Python's are.
/// </remarks>
/// <example><code>x[0, 1..3]; x[^1]; x[[t]]; x[mask]; x[TensorIndex.Slice(step: -1)]; x[TensorIndex.NewAxis, ..]</code></example>
[CollectionBuilder(typeof(TensorIndex), nameof(List))]
public readonly struct TensorIndex
{
    private const int MostIndices = 64;

    private TensorIndex(IndexKind kind, int start = 0, int stop = 0, int step = 1, object? values = null)
    {
        Kind = kind;
        Start = start;
        Stop = stop;
        Step = step;
        Values = values;
    }

    internal IndexKind Kind { get; }

    /// <summary>The start of a slice, or the only integer.</summary>
    internal int Start { get; }

    internal int Stop { get; }

    internal int Step { get; }

    /// <summary>The <c>int[]</c> of a list, the index tensor, or the <c>TensorIndex[]</c> of a tuple.</summary>
    internal object? Values { get; }

    /// <summary>True if the index is <c>..</c>.</summary>
    internal bool IsFullSlice => Kind == IndexKind.Slice && Start == 0 && Stop == int.MaxValue && Step == 1;

    /// <summary>True if the index is a list, an index tensor or a mask, which copy.</summary>
    internal bool IsAdvanced => Kind switch
    {
        IndexKind.OneElementList or IndexKind.List => true,
        IndexKind.Tensor => !IsInteger,
        _ => false,
    };

    /// <summary>True if the index is a list or tensor of row indices.</summary>
    internal bool IsRowList =>
        Kind is IndexKind.OneElementList or IndexKind.List || (Kind == IndexKind.Tensor && AsTensor is { NDim: > 0, DType: not DType.Bool });

    /// <summary>True if the index drops its dimension: an integer, or a 0-dimensional integer tensor.</summary>
    internal bool IsInteger =>
        Kind == IndexKind.Integer || (Kind == IndexKind.Tensor && AsTensor.NDim == 0 && AsTensor.DType != DType.Bool);

    internal Tensor AsTensor => (Tensor)Values!;

    internal TensorIndex[] AsTuple => (TensorIndex[])Values!;

    /// <summary>The number of the tensor's dimensions that the index covers.</summary>
    internal int DimsUsed => Kind switch
    {
        IndexKind.NewAxis or IndexKind.Ellipsis => 0,
        IndexKind.Tensor when AsTensor.DType == DType.Bool => AsTensor.NDim,
        _ => 1,
    };

    /// <summary>A new dimension of size 1 at this position; <c>None</c> and <c>np.newaxis</c>.</summary>
    public static TensorIndex NewAxis => new(IndexKind.NewAxis);

    /// <summary>All dimensions that the other indices do not cover, in full; Python's <c>...</c>.</summary>
    public static TensorIndex Ellipsis => new(IndexKind.Ellipsis);

    /// <summary>Python's <c>start:stop:step</c>.</summary>
    /// <param name="start">
    /// The first index; negative counts from the end; by default the first, or the last if the step is negative.
    /// </param>
    /// <param name="stop">The index before which to stop; negative counts from the end; by default all.</param>
    /// <param name="step">The step; negative goes backwards, which PyTorch cannot do and NumPy can.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static TensorIndex Slice(int? start = null, int? stop = null, int step = 1)
    {
        if (step == 0)
            throw new ArgumentOutOfRangeException(nameof(step), "Slice: the step is 0; use a positive or a negative step");
        return step > 0
            ? new TensorIndex(IndexKind.Slice, start ?? 0, stop ?? int.MaxValue, step)
            : new TensorIndex(IndexKind.Slice, start ?? int.MaxValue, stop ?? int.MinValue, step);
    }

    /// <summary>An index list, which keeps the dimension; the compiler calls it for <c>x[[0, 2, 1]]</c>.</summary>
    public static TensorIndex List(params ReadOnlySpan<int> indices) => indices.Length == 1
        ? new TensorIndex(IndexKind.OneElementList, indices[0])
        : new TensorIndex(IndexKind.List, values: indices.ToArray());

    /// <summary>A single index, which drops the dimension; negative counts from the end.</summary>
    public static implicit operator TensorIndex(int index) => new(IndexKind.Integer, index);

    /// <summary>A single index, which drops the dimension; <c>^1</c> is the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is <c>^0</c>, which is past the last.</exception>
    public static implicit operator TensorIndex(Index index)
    {
        if (index is { IsFromEnd: true, Value: 0 })
            throw new ArgumentOutOfRangeException(nameof(index), "Indexer: ^0 is one past the last element; the last is ^1");
        return new TensorIndex(IndexKind.Integer, index.IsFromEnd ? -index.Value : index.Value);
    }

    /// <summary>A part of a dimension, clamped to it; <c>..</c> is all of it.</summary>
    public static implicit operator TensorIndex(Range range) => new(IndexKind.Slice, Position(range.Start), Position(range.End));

    /// <summary>An index tensor of any integer type, or a mask of type Bool. A 0-dimensional integer tensor is a single
    /// index.</summary>
    /// <exception cref="ArgumentException">The tensor is floating.</exception>
    public static implicit operator TensorIndex(Tensor index)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (index.DType.IsFloatingPoint())
            throw new ArgumentException(
                $"Indexer: a {index.DType} tensor is no index; use integers (To(DType.Int64)) or a mask of type Bool");
        return new TensorIndex(IndexKind.Tensor, values: index);
    }

    /// <summary>An index list.</summary>
    public static implicit operator TensorIndex(int[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return List(indices);
    }

    /// <summary>An index list.</summary>
    public static implicit operator TensorIndex(long[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return new TensorIndex(IndexKind.Tensor, values: Tensor.From(indices));
    }

    /// <summary>A mask of one dimension.</summary>
    public static implicit operator TensorIndex(bool[] mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new TensorIndex(IndexKind.Tensor, values: Tensor.From(mask));
    }

    /// <summary>
    /// Indices of several dimensions, for a number of them that is known only at run time: <c>x[indices]</c> is
    /// <c>x[i0, i1, …]</c>, as with a tuple in Python. They stand alone between the brackets.
    /// </summary>
    /// <exception cref="ArgumentException">There are more than 64.</exception>
    /// <example><code>TensorIndex[] last = [.. Enumerable.Repeat((TensorIndex)(..), x.NDim - 1), ^1]; x[last]</code></example>
    public static implicit operator TensorIndex(TensorIndex[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.Length > MostIndices)
            throw new ArgumentException($"Indexer: {indices.Length} indices; there can be {MostIndices} at most", nameof(indices));
        return new TensorIndex(IndexKind.Tuple, values: indices.ToArray());
    }

    /// <summary>
    /// Returns the integers of an index list; none for any other index. A collection expression such as
    /// <c>[0, 2, 1]</c> needs it in order to be an index.
    /// </summary>
    public IEnumerator<int> GetEnumerator()
    {
        ReadOnlySpan<int> one = [Start];
        var values = Kind == IndexKind.OneElementList ? one.ToArray() : Values as int[] ?? [];
        return ((IEnumerable<int>)values).GetEnumerator();
    }

    /// <summary>
    /// Returns the first index of a slice of a dimension and the number of its indices, by Python's rules.
    /// </summary>
    internal (int Start, int Count) SliceOf(int size)
    {
        long start = Start < 0 ? (long)Start + size : Start;
        long stop = Stop < 0 ? (long)Stop + size : Stop;
        if (Step > 0)
        {
            start = Math.Clamp(start, 0, size);
            stop = Math.Clamp(stop, 0, size);
            return start < stop ? ((int)start, (int)((stop - start - 1) / Step + 1)) : (0, 0);
        }

        start = Math.Clamp(start, -1, size - 1);
        stop = Math.Clamp(stop, -1, size - 1);
        return stop < start ? ((int)start, (int)((start - stop - 1) / -(long)Step + 1)) : (0, 0);
    }

    /// <summary>Converts a C# index to Python's convention; <c>^0</c> is the end.</summary>
    private static int Position(Index index) => !index.IsFromEnd ? index.Value : index.Value == 0 ? int.MaxValue : -index.Value;
}
