using System.Numerics;

namespace Autograd;

/// <summary>
/// Counts the operands of an einsum that have each label, so that the labels that two of them may drop are found
/// without a loop over all operands.
/// </summary>
internal sealed class LabelCounts
{
    private readonly int[] _counts = new int[64];

    public LabelCounts(ReadOnlySpan<ulong> terms)
    {
        foreach (var labels in terms) Add(labels, 1);
    }

    /// <summary>Replaces two operands by their product in the counts.</summary>
    public void Replace(ulong a, ulong b, ulong product)
    {
        Add(a, -1);
        Add(b, -1);
        Add(product, 1);
    }

    /// <summary>Returns the labels that at least <paramref name="operands"/> operands have.</summary>
    public ulong OfAtLeast(int operands)
    {
        var labels = 0UL;
        for (var label = 0; label < _counts.Length; label++)
            if (_counts[label] >= operands) labels |= 1UL << label;
        return labels;
    }

    /// <summary>Returns the labels of two operands that others have, too.</summary>
    public ulong SharedByOthers(ulong a, ulong b) => SharedByOthers(a, b, OfAtLeast(2), OfAtLeast(3));

    /// <summary>Does the same, from the labels that at least two and at least three operands have.</summary>
    public static ulong SharedByOthers(ulong a, ulong b, ulong ofTwo, ulong ofThree) => (a | b) & (ofThree | (ofTwo & ~(a & b)));

    private void Add(ulong labels, int step)
    {
        for (; labels != 0; labels &= labels - 1) _counts[BitOperations.TrailingZeroCount(labels)] += step;
    }
}
