namespace Autograd.Distributed;

/// <summary>
/// How a dimension is cut among the ranks of a group: whole units (heads, or single elements), the first ranks one more
/// where they do not divide evenly.
/// </summary>
internal readonly record struct Partition(int Size, int Parts, int Unit = 1)
{
    private int Units => Size / Unit;

    /// <summary>The length of the longest part, which is the first rank's.</summary>
    public int Longest => Length(0);

    /// <summary>True if all parts have one length.</summary>
    public bool IsEven => Units % Parts == 0;

    public int Start(int rank) => Unit * ((rank * (Units / Parts)) + Math.Min(rank, Units % Parts));

    public int Length(int rank) => Unit * ((Units / Parts) + (rank < Units % Parts ? 1 : 0));

    /// <summary>Checks that every rank has a part.</summary>
    public static Partition Of(string op, string what, int size, int parts, int unit = 1) => size / unit >= parts
        ? new Partition(size, parts, unit)
        : throw new ArgumentException($"{op}: {what} {size / unit} for {parts} ranks; each rank needs at least one, so use fewer ranks");
}
