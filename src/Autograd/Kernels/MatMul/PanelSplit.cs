namespace Autograd.Kernels;

/// <summary>
/// Cuts the columns of C into panels of a few registers each. The panels are nearly equal in width, which needs the
/// fewest loads per multiply-add.
/// </summary>
internal readonly struct PanelSplit
{
    /// <param name="registers">The columns, counted in registers.</param>
    /// <param name="widest">The most registers of a panel.</param>
    public PanelSplit(int registers, int widest)
    {
        Count = 1;
        Low = registers;
        if (registers <= widest)
            return;
        Count = (registers + widest - 1) / widest;
        Low = registers / Count;
        Higher = registers - Low * Count;
    }

    /// <summary>The number of panels.</summary>
    public int Count { get; }

    /// <summary>The registers of a narrower panel.</summary>
    private int Low { get; }

    /// <summary>The number of panels that are one register wider. They come first.</summary>
    private int Higher { get; }

    /// <summary>The registers of the widest panel.</summary>
    public int Widest => Higher > 0 ? Low + 1 : Low;

    /// <summary>The registers of a panel.</summary>
    public int Registers(int panel) => panel < Higher ? Low + 1 : Low;
}
