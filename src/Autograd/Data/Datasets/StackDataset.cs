namespace Autograd.Data;

/// <summary>Two data sets of one length side by side: sample i is a pair. <c>torch.utils.data.StackDataset</c>.</summary>
public sealed class StackDataset<T1, T2> : Dataset<(T1, T2)>
{
    private readonly IReadOnlyList<T1> _first;
    private readonly IReadOnlyList<T2> _second;

    /// <summary>Puts two data sets side by side.</summary>
    /// <exception cref="ArgumentException">Their lengths differ.</exception>
    public StackDataset(IReadOnlyList<T1> first, IReadOnlyList<T2> second)
    {
        (_first, _second) = (NotNull(first), NotNull(second));
        Lengths.CheckEqual(first.Count, second.Count);
    }

    /// <inheritdoc/>
    public override int Count => _first.Count;

    /// <inheritdoc/>
    public override (T1, T2) this[int index] => (_first[index], _second[index]);
}

/// <summary>Three data sets of one length side by side.</summary>
public sealed class StackDataset<T1, T2, T3> : Dataset<(T1, T2, T3)>
{
    private readonly IReadOnlyList<T1> _first;
    private readonly IReadOnlyList<T2> _second;
    private readonly IReadOnlyList<T3> _third;

    /// <summary>Puts three data sets side by side.</summary>
    /// <exception cref="ArgumentException">Their lengths differ.</exception>
    public StackDataset(IReadOnlyList<T1> first, IReadOnlyList<T2> second, IReadOnlyList<T3> third)
    {
        (_first, _second, _third) = (NotNull(first), NotNull(second), NotNull(third));
        Lengths.CheckEqual(first.Count, second.Count, third.Count);
    }

    /// <inheritdoc/>
    public override int Count => _first.Count;

    /// <inheritdoc/>
    public override (T1, T2, T3) this[int index] => (_first[index], _second[index], _third[index]);
}

/// <summary>Checks the lengths of data sets that stand side by side.</summary>
internal static class Lengths
{
    public static void CheckEqual(params ReadOnlySpan<int> lengths)
    {
        for (var i = 1; i < lengths.Length; i++)
        {
            if (lengths[i] != lengths[0])
                throw new ArgumentException($"StackDataset: data set {i} has {lengths[i]} samples, and data set 0 has {lengths[0]}; pass data sets of as many");
        }
    }
}
