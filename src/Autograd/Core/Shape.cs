using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// The sizes of a tensor's dimensions: immutable, comparable by value, shared between tensors of the same shape.
/// </summary>
/// <remarks>
/// A number, an <c>int[]</c>, a tuple of up to six numbers and a collection expression convert to a shape. A shape
/// converts to a span of sizes: <c>x.Reshape(y.Shape)</c>. <c>var (b, t, c) = x.Shape</c> deconstructs it, and
/// <c>x.Shape is [2, 3]</c> compares it.
/// </remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed partial class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    private readonly int[] _sizes;
    private readonly int[] _strides;
    private Shape? _ofRow;
    private Shape? _ofOneRow;

    /// <summary>
    /// The largest number of dimensions of a tensor. It is small enough that a buffer with an integer for each
    /// dimension always fits on the stack.
    /// </summary>
    public const int MaxRank = 64;

    /// <summary>The shape of a single number: no dimensions, one element.</summary>
    public static readonly Shape Scalar = new([]);

    private Shape(int[] sizes)
    {
        _sizes = sizes;
        _strides = new int[sizes.Length];
        var isEmpty = false;
        foreach (var size in sizes)
        {
            if (size < 0) ThrowNegative<int>("Shape", sizes);
            isEmpty |= size == 0;
        }

        // Without elements any stride is harmless; PyTorch counts a size of 0 as 1 in them.
        long stride = 1;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            if (stride > int.MaxValue) ThrowStride<int>("Shape", sizes);
            _strides[d] = (int)stride;
            stride *= Math.Max(sizes[d], 1);
            if (stride > Array.MaxLength && !isEmpty)
                throw new ArgumentOutOfRangeException(null, $"Shape: {Format(sizes)} has more elements than an array can hold");
        }

        Numel = isEmpty ? 0 : (int)stride;
    }

    /// <summary>Returns the shape with these sizes. The compiler calls this for <c>Shape s = [2, 3];</c> too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, the elements are more than an array can hold, or there are none and the product of the sizes
    /// behind the first, 0 counted as 1, is more than an <see cref="int"/> holds.
    /// </exception>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxRank"/> sizes.</exception>
    public static Shape Create(params ReadOnlySpan<int> sizes) => sizes.IsEmpty ? Scalar : ShapeCache.Of(sizes);

    /// <summary>
    /// Returns the shape of an operation's result, after a check that its sizes and their product fit into an array.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The elements are more than an array can hold; the message names the operation.
    /// </exception>
    internal static Shape ForResult(string op, params ReadOnlySpan<long> sizes)
    {
        CheckRank(op, sizes.Length);
        Span<int> fitting = stackalloc int[sizes.Length];
        var isEmpty = false;
        foreach (var size in sizes)
        {
            if (size < 0) ThrowNegative(op, sizes);
            isEmpty |= size == 0;
        }

        var stride = 1.0;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            if (isEmpty && stride > int.MaxValue) ThrowStride(op, sizes);
            stride *= Math.Max(sizes[d], 1);
            if (sizes[d] > int.MaxValue || (stride > Array.MaxLength && !isEmpty)) ThrowTooLarge(op, sizes);
            fitting[d] = (int)sizes[d];
        }

        return Create(fitting);
    }

    /// <inheritdoc cref="ForResult(string, ReadOnlySpan{long})"/>
    internal static Shape ForResult(string op, params ReadOnlySpan<int> sizes) =>
        IsSmall(sizes) ? Create(sizes) : CheckedShape(op, sizes);

    /// <summary>True if the sizes are certainly those of a shape: positive, few, and of a product that an array can hold.</summary>
    private static bool IsSmall(ReadOnlySpan<int> sizes)
    {
        long product = 1;
        foreach (var size in sizes)
        {
            if (size <= 0) return false;
            product *= size;
            if (product > Array.MaxLength) return false;
        }

        return sizes.Length <= MaxRank;
    }

    private static Shape CheckedShape(string op, ReadOnlySpan<int> sizes)
    {
        Span<long> wide = stackalloc long[Math.Min(sizes.Length, MaxRank)];
        CheckRank(op, sizes.Length);
        for (var d = 0; d < sizes.Length; d++) wide[d] = sizes[d];
        return ForResult(op, wide);
    }

    [DoesNotReturn]
    private static void ThrowNegative<T>(string op, ReadOnlySpan<T> sizes) where T : unmanaged =>
        throw new ArgumentOutOfRangeException(null, $"{op}: a size is negative: {Format(sizes)}; each must be 0 or more");

    [DoesNotReturn]
    private static void ThrowStride<T>(string op, ReadOnlySpan<T> sizes) where T : unmanaged =>
        throw new ArgumentOutOfRangeException(
            null,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{op}: shape {Format(sizes)} has no elements, but its strides are more than {int.MaxValue}; pass smaller sizes"));

    [DoesNotReturn]
    private static void ThrowTooLarge(string op, ReadOnlySpan<long> sizes) =>
        throw new ArgumentOutOfRangeException(
            null,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{op}: a result of shape {Format(sizes)} has more elements than an "
                + $"array can hold; at most {Array.MaxLength}"));

    internal static Shape New(ReadOnlySpan<int> sizes)
    {
        CheckRank("Shape", sizes.Length);
        return new Shape(sizes.ToArray());
    }

    /// <summary>
    /// Checks a number of dimensions; called before a buffer of that length is allocated, on the stack or elsewhere.
    /// </summary>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxRank"/> dimensions.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CheckRank(string op, int rank)
    {
        if (rank > MaxRank) ThrowRank(op, rank);
    }

    /// <summary>
    /// Checks a computed size or count against the greatest length of an array, and returns it as an int.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is greater.</exception>
    internal static int CheckSize(string op, long size) =>
        size <= Array.MaxLength ? (int)size : throw new ArgumentOutOfRangeException(null, string.Create(
            CultureInfo.InvariantCulture, $"{op}: a size of {size} is more than an array can hold, which is {Array.MaxLength}"));

    [DoesNotReturn]
    private static void ThrowRank(string op, int rank) =>
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{op}: {rank} dimensions; a tensor has at most {MaxRank} (Shape.MaxRank)"));

    /// <summary>
    /// Converts a position in row-major order to an index, one number for each dimension; <c>np.unravel_index</c>.
    /// </summary>
    internal int[] IndexAt(int position)
    {
        var index = new int[_sizes.Length];
        for (var d = index.Length - 1; d >= 0; d--)
        {
            index[d] = position % _sizes[d];
            position /= _sizes[d];
        }

        return index;
    }

    /// <summary>The number of dimensions.</summary>
    public int Count => _sizes.Length;

    /// <summary>The number of elements: the product of the sizes; 1 for a shape without dimensions.</summary>
    public int Numel { get; }

    /// <summary>The size of dimension <paramref name="dim"/>; negative counts from the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public int this[int dim] => _sizes[Dim(dim, "Shape")];

    /// <summary>The size of dimension <paramref name="dim"/>; <c>^1</c> is the last.</summary>
    public int this[Index dim] => _sizes[Dim(dim.GetOffset(Count), "Shape")];

    /// <summary>The sizes.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>The strides, in elements, of a contiguous row-major tensor of this shape.</summary>
    internal int[] ContiguousStrides => _strides;

    /// <summary>
    /// The shape of one row: the sizes without the first. It is cached, because loops over rows need it in every
    /// iteration.
    /// </summary>
    internal Shape OfRow => _ofRow ??= Create(_sizes.AsSpan(1));

    /// <summary>The shape of one row that keeps the first dimension, with size 1.</summary>
    internal Shape OfOneRow => _ofOneRow ??= Create([1, .. _sizes.AsSpan(1)]);

    /// <summary>The shape with its dimensions permuted.</summary>
    internal Shape Permuted(ReadOnlySpan<int> order)
    {
        Span<int> sizes = stackalloc int[order.Length];
        for (var d = 0; d < sizes.Length; d++) sizes[d] = _sizes[order[d]];
        return Create(sizes);
    }

    /// <summary>Copies the sizes to a new array.</summary>
    public int[] ToArray() => [.. _sizes];

    /// <summary>
    /// Converts a dimension that may count from the end into one that counts from the start, and checks it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    internal int Dim(int dim, string op)
    {
        var rank = _sizes.Length;
        if ((uint)dim < (uint)rank) return dim;
        if (dim < 0 && dim + rank >= 0) return dim + rank;
        if (rank == 0 && dim is 0 or -1)
            throw new ArgumentOutOfRangeException(nameof(dim), $"{op}: dim {dim} of a 0-dimensional tensor, which has none; Unsqueeze(0) it first");
        throw new ArgumentOutOfRangeException(nameof(dim),
            $"{op}: dim {dim} is out of range for shape {this}; use {Math.Min(-rank, -1)} to {Math.Max(rank - 1, 0)}");
    }

    /// <summary>
    /// As <see cref="Dim"/>, but accepts dimensions 0 and -1 of a 0-dimensional tensor, as PyTorch's reductions do.
    /// </summary>
    internal int DimOrScalar(int dim, string op) => _sizes.Length == 0 && dim is 0 or -1 ? 0 : Dim(dim, op);

    /// <summary>True if the two have the same sizes.</summary>
    public bool Equals(Shape? other) =>
        ReferenceEquals(this, other) || (other is not null && _sizes.AsSpan().SequenceEqual(other._sizes));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in _sizes) hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>Formats the sizes as in error messages: <c>(2, 3)</c>, <c>(4,)</c>, <c>()</c>.</summary>
    public override string ToString() => Format(_sizes);

    /// <summary>
    /// Formats a list of numbers as in error messages; only the beginning of a list that is too long for a shape.
    /// </summary>
    internal static string Format<T>(ReadOnlySpan<T> sizes) where T : unmanaged =>
        sizes.Length == 1 ? $"({sizes[0]},)"
        : sizes.Length <= MaxRank ? $"({Join(sizes)})"
        : $"({Join(sizes[..8])}, … {sizes.Length} numbers)";

    private static string Join<T>(ReadOnlySpan<T> numbers) where T : unmanaged =>
        string.Join(", ", Array.ConvertAll(numbers.ToArray(), number => $"{number}"));

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _sizes.GetEnumerator();
}

/// <summary>
/// Caches recently used shapes, so that a loop whose results have the same few shapes does not allocate them again.
/// </summary>
/// <remarks>
/// The hash of a shape selects its slot, and a new shape replaces the old one in its slot. Threads share the cache
/// without a lock: writes of references are atomic, shapes are immutable, and a shape that is found is compared before
/// it is used.
/// </remarks>
internal static class ShapeCache
{
    private const int SlotCount = 256;
    private static readonly Shape?[] Shapes = new Shape?[SlotCount];

    public static Shape Of(ReadOnlySpan<int> sizes)
    {
        var hash = sizes.Length;
        foreach (var size in sizes) hash = hash * 31 + size;
        ref var slot = ref Shapes[(hash ^ (hash >> 8)) & (SlotCount - 1)];
        if (slot is { } shape && AreEqual(shape.Sizes, sizes)) return shape;
        return slot = Shape.New(sizes);
    }

    /// <summary>Compares the sizes one by one; for so few, <c>SequenceEqual</c> is slower.</summary>
    private static bool AreEqual(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++)
            if (a[i] != b[i]) return false;
        return true;
    }
}
