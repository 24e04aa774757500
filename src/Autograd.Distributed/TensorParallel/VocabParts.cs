namespace Autograd.Distributed;

/// <summary>Indices into a vocabulary of which a rank has a part.</summary>
internal static class VocabParts
{
    /// <summary>Returns the indices counted from the rank's first, 0 for those of other ranks, and which those are.</summary>
    public static (Tensor Local, Tensor IsElsewhere) Local(Tensor index, Partition partition, int rank)
    {
        var local = index.Long() - partition.Start(rank);
        var isElsewhere = (local < 0).LogicalOr(local >= partition.Length(rank));
        return (local.MaskedFill(isElsewhere, 0), isElsewhere);
    }

    /// <summary>Checks that each index is in the vocabulary, because one that no rank has would be taken for zeros.</summary>
    public static void CheckRange(string op, Tensor index, int size)
    {
        if (index.Numel == 0) return;
        var (least, greatest) = (index.Min().Item<long>(), index.Max().Item<long>());
        if (least < 0 || greatest >= size)
            throw new ArgumentOutOfRangeException(
                nameof(index), $"{op}: index {(least < 0 ? least : greatest)} is out of range; use 0 to {size - 1}");
    }
}
