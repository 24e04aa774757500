namespace Autograd.Onnx;

/// <summary>
/// A view of a tensor as the slice that it is: for each dimension of the base its first index, number and step.
/// </summary>
internal sealed class StridedSlice
{
    private StridedSlice((long Start, long Count, long Step)[] dims, int[] dropped, int[] added) => (Dims, Dropped, Added) = (dims, dropped, added);

    /// <summary>The slice of each dimension of the base.</summary>
    public (long Start, long Count, long Step)[] Dims { get; }

    /// <summary>The dimensions of the base, each of one index, that the view does not have.</summary>
    public int[] Dropped { get; }

    /// <summary>The dimensions of size 1 that only the view has.</summary>
    public int[] Added { get; }

    /// <summary>Finds the slice; null if the view is none, such as one with exchanged dimensions.</summary>
    public static StridedSlice? Of(Tensor.StridedPart part)
    {
        var sizes = part.BaseShape.Sizes;
        var strides = part.BaseShape.ContiguousStrides;
        var dims = new (long Start, long Count, long Step)[sizes.Length];
        var isUsed = new bool[sizes.Length];
        for (var d = 0; d < sizes.Length; d++) dims[d] = (sizes[d] == 0 ? 0 : part.Offset / strides[d] % sizes[d], 1, 1);

        // Dimensions of more than one element are found by their strides, in order.
        var next = 0;
        for (var k = 0; k < part.Shape.Count; k++)
        {
            if (part.Shape[k] == 1) continue;
            var d = next;
            while (d < sizes.Length && !Fits(dims[d].Start, sizes[d], strides[d], part.Shape[k], part.Strides[k])) d++;
            if (d == sizes.Length) return null;
            dims[d] = (dims[d].Start, part.Shape[k], part.Strides[k] / strides[d]);
            isUsed[d] = true;
            next = d + 1;
        }

        return WithOnes(part, dims, isUsed);
    }

    private static bool Fits(long start, int size, int stride, int count, int step)
    {
        if (size == 1 || count == 0 || step % stride != 0 || step == 0) return false;
        var last = start + (count - 1L) * (step / stride);
        return last >= 0 && last < size;
    }

    // Between two of those dimensions stand some of one index in the base, and some of size 1 in the view: these are the
    // same ones as far as there are both.
    private static StridedSlice WithOnes(Tensor.StridedPart part, (long, long, long)[] dims, bool[] isUsed)
    {
        List<int> dropped = [], added = [];
        int d = 0, k = 0;
        while (d < isUsed.Length || k < part.Shape.Count)
        {
            var isOne = d < isUsed.Length && !isUsed[d];
            var isViewOne = k < part.Shape.Count && part.Shape[k] == 1;
            if (isOne && !isViewOne) dropped.Add(d++);
            else if (isViewOne && !isOne) added.Add(k++);
            else (d, k) = (d + 1, k + 1);
        }

        return new StridedSlice(dims, [.. dropped], [.. added]);
    }
}
