namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Pads the tensor with its own elements. The dimensions are padded one after the other, each from the result of
    /// those before, so that the corners need no special treatment.
    /// </summary>
    internal Tensor PadAround(int[] before, int[] after, PadMode mode)
    {
        for (var d = 0; d < NDim; d++) CheckPad(d, before[d], after[d], mode);
        PaddedShape(before, after);
        var result = this;
        for (var d = NDim - 1; d >= 0; d--)
            if ((before[d], after[d]) is not (0, 0)) result = result.PadDim(d, before[d], after[d], mode);
        return ReferenceEquals(result, this) ? Clone() : result;
    }

    private void CheckPad(int dim, int before, int after, PadMode mode)
    {
        if ((before, after) is (0, 0)) return;
        var size = _shape.Sizes[dim];
        var what = $"({before}, {after}) of dimension {dim} with size {size}";
        var kept = (long)size + Math.Min(before, 0) + Math.Min(after, 0);
        if (kept < 0 || (long)size + before + after <= 0)
            throw new ArgumentException($"Pad: {what} leaves nothing to pad with in mode {mode}");
        switch (mode)
        {
            case PadMode.Reflect when Math.Max(before, after) >= size:
                throw new ArgumentException($"Pad: {what} reflects more than there is; each must be less than the size");
            case PadMode.Replicate when size == 0:
                throw new ArgumentException($"Pad: {what}; there is no edge to replicate");
            case PadMode.Circular when Math.Max(before, after) > kept:
                throw new ArgumentException($"Pad: {what} wraps around more than once; each must be at most the {kept} indices that stay");
        }
    }

    private Tensor PadDim(int dim, int before, int after, PadMode mode)
    {
        var size = _shape.Sizes[dim];
        var first = Math.Max(-before, 0);
        var kept = DimView(dim, first, size - first - Math.Max(-after, 0), drop: false);
        var end = first + kept._shape.Sizes[dim];
        var parts = new List<Tensor>(3);
        if (before > 0)
            parts.Add(mode switch
            {
                PadMode.Reflect => DimView(dim, 1, before, drop: false).Flip(dim),
                PadMode.Replicate => ExpandEdge(0, before),
                _ => DimView(dim, end - before, before, drop: false),
            });
        parts.Add(kept);
        if (after > 0)
            parts.Add(mode switch
            {
                PadMode.Reflect => DimView(dim, size - 1 - after, after, drop: false).Flip(dim),
                PadMode.Replicate => ExpandEdge(size - 1, after),
                _ => DimView(dim, first, after, drop: false),
            });
        return Cat(parts, dim);

        Tensor ExpandEdge(int index, int count)
        {
            var sizes = _shape.ToArray();
            sizes[dim] = count;
            return DimView(dim, index, 1, drop: false).ExpandTo(Shape.Create(sizes));
        }
    }
}
