namespace Autograd;

/// <summary>
/// The shapes that were asked for last, so that a loop which makes results of the same few shapes does not make the shapes anew.
/// </summary>
/// <remarks>
/// Each shape has one place, which the next one of the same place takes over. Threads may share it: a reference is written
/// whole, shapes are immutable, and whatever is found is compared before it is used.
/// </remarks>
internal static class ShapeCache
{
    private const int Places = 256;
    private static readonly Shape?[] Shapes = new Shape?[Places];

    public static Shape Of(ReadOnlySpan<int> sizes)
    {
        var hash = sizes.Length;
        foreach (var size in sizes) hash = hash * 31 + size;
        ref var place = ref Shapes[(hash ^ (hash >> 8)) & (Places - 1)];
        if (place is { } shape && AreEqual(shape.Sizes, sizes)) return shape;
        return place = Shape.New(sizes);
    }

    /// <summary>As <c>SequenceEqual</c>, which is made for longer ones.</summary>
    private static bool AreEqual(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++)
            if (a[i] != b[i]) return false;
        return true;
    }
}
