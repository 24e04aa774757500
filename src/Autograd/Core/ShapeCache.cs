namespace Autograd;

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
