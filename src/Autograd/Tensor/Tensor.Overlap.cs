namespace Autograd;

// Two views of one buffer may overlap without being the same elements in the same order. An operation that writes to
// one while it reads the other would then read elements that it has already overwritten, so such an operand is copied
// first.
public sealed partial class Tensor
{
    /// <summary>
    /// Returns the operand of an operation that writes this tensor element by element, or a copy of its data if a write
    /// could change an element of it that has not been read yet.
    /// </summary>
    internal Tensor CopyIfOverlapping(Tensor operand) => OverlapsPartially(operand) ? operand.CopyData() : operand;

    /// <summary>
    /// True if the two may share memory without being the same view. Only the ends of their regions are compared, so
    /// two views that interleave count as overlapping.
    /// </summary>
    private bool OverlapsPartially(Tensor other)
    {
        if (!SharesStorage(other) || Numel == 0 || other.Numel == 0 || IsSameViewAs(other)) return false;
        var (first, last) = Extent();
        var (otherFirst, otherLast) = other.Extent();
        return first <= otherLast && otherFirst <= last;
    }

    /// <summary>The lowest and the highest buffer index of an element of this tensor, which is not empty.</summary>
    private (long First, long Last) Extent()
    {
        long first = _offset, last = _offset;
        for (var d = 0; d < _strides.Length; d++)
        {
            var reach = (long)_strides[d] * (_shape.Sizes[d] - 1);
            if (reach < 0) first += reach;
            else last += reach;
        }

        return (first, last);
    }

    /// <summary>True if the two have the same offset, shape and strides in one buffer.</summary>
    private bool IsSameViewAs(Tensor other) =>
        SharesStorage(other) && _offset == other._offset && _shape.Equals(other._shape)
        && _strides.AsSpan().SequenceEqual(other._strides);
}
