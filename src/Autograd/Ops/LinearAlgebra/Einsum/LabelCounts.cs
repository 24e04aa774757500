using System.Numerics;

namespace Autograd;

/// <summary>How many operands of an einsum have each label, so that nobody has to look at all operands to know what two may drop.</summary>
internal sealed class LabelCounts
{
    private readonly int[] _counts = new int[64];

    public LabelCounts(ReadOnlySpan<ulong> terms)
    {
        foreach (var labels in terms) Add(labels, 1);
    }

    /// <summary>An operand came, or two were replaced by their product.</summary>
    public void Replace(ulong a, ulong b, ulong product)
    {
        Add(a, -1);
        Add(b, -1);
        Add(product, 1);
    }

    /// <summary>The labels that at least so many operands have.</summary>
    public ulong OfAtLeast(int operands)
    {
        var labels = 0UL;
        for (var label = 0; label < _counts.Length; label++)
            if (_counts[label] >= operands) labels |= 1UL << label;
        return labels;
    }

    /// <summary>The labels of two operands that others have, too.</summary>
    public ulong SharedByOthers(ulong a, ulong b) => SharedByOthers(a, b, OfAtLeast(2), OfAtLeast(3));

    /// <summary>The same, from the labels that two and three operands have.</summary>
    public static ulong SharedByOthers(ulong a, ulong b, ulong ofTwo, ulong ofThree) => (a | b) & (ofThree | (ofTwo & ~(a & b)));

    private void Add(ulong labels, int step)
    {
        for (; labels != 0; labels &= labels - 1) _counts[BitOperations.TrailingZeroCount(labels)] += step;
    }
}
