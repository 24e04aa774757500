namespace Autograd.NN;

/// <summary>What the methods of pruning share.</summary>
internal static class PruneMasks
{
    /// <summary>A mask without the elements that are smallest by a measure.</summary>
    public static Tensor WithoutSmallest(Tensor mask, Tensor measure, int count)
    {
        var result = mask.Clone().Flatten();
        result[measure.Flatten().TopK(count, largest: false).Indices] = 0;
        return result.Reshape(mask.Shape);
    }

    /// <summary>The positions of the smallest numbers of a row.</summary>
    public static int[] Smallest(Tensor measure, int count) =>
        Array.ConvertAll(measure.TopK(count, largest: false).Indices.ToArray<long>(), position => (int)position);

    /// <summary>A mask without some channels, which are chosen, by position, among those of which something is left.</summary>
    public static Tensor WithoutChannels(Tensor mask, int dim, Func<int[], int[]> choose)
    {
        var left = Enumerable.Range(0, mask.Size(dim)).Where(channel => mask.Select(dim, channel).Sum().Item<double>() != 0).ToArray();
        var result = mask.Clone();
        foreach (var position in choose(left)) result.Select(dim, left[position]).CopyInPlace(Tensor.From(0f));
        return result;
    }

    public static int CheckDim(string op, Tensor t, int dim)
    {
        if (t.NDim < 2)
            throw new ArgumentException($"{op}: a parameter of shape {t.Shape} has no channels; it must have two dimensions or more");
        if (dim < -t.NDim || dim >= t.NDim)
            throw new ArgumentOutOfRangeException(
                nameof(dim), $"{op}: dim is {dim} for a parameter of shape {t.Shape}; use {-t.NDim} to {t.NDim - 1}");
        return dim < 0 ? dim + t.NDim : dim;
    }

    public static DType Floating(Tensor t) => t.DType.IsFloatingPoint() ? t.DType : DType.Float32;
}
