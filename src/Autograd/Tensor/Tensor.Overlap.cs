namespace Autograd;

// Two views of one buffer may overlap without being the same elements in the same order. An operation that writes to one while it reads the
// other would then read what it has just written, so such an operand is copied first.
public sealed partial class Tensor
{
    /// <summary>
    /// The operand of an operation that writes this tensor element by element: itself, or a copy of its data if a write here could change an
    /// element of it that has not been read yet.
    /// </summary>
    internal Tensor CopyIfOverlapping(Tensor operand) => OverlapsPartially(operand) ? operand.CopyData() : operand;

    /// <summary>
    /// Whether the two may have memory in common, other than element by element. Regions are compared by their ends alone, so two that
    /// interleave count as overlapping.
    /// </summary>
    private bool OverlapsPartially(Tensor other)
    {
        if (!SharesStorage(other) || Numel == 0 || other.Numel == 0 || IsSameViewAs(other)) return false;
        var (first, last) = Extent();
        var (otherFirst, otherLast) = other.Extent();
        return first <= otherLast && otherFirst <= last;
    }

    /// <summary>The lowest and the highest place in the buffer at which this tensor, which is not empty, has an element.</summary>
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

    /// <summary>Whether element by element the two are the same memory.</summary>
    private bool IsSameViewAs(Tensor other) =>
        SharesStorage(other) && _offset == other._offset && _shape.Equals(other._shape)
        && _strides.AsSpan().SequenceEqual(other._strides);
}
