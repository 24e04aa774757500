namespace Autograd.Kernels;

/// <summary>How columns of C are cut into panels of a few registers each, nearly equal in width for the fewest loads per multiply-add.</summary>
internal readonly struct PanelSplit
{
    /// <param name="registers">Registers of columns.</param>
    /// <param name="widest">Most registers of a panel.</param>
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

    /// <summary>Panels.</summary>
    public int Count { get; }

    /// <summary>Registers of the narrower panels.</summary>
    int Low { get; }

    /// <summary>Panels that are one register wider; they come first.</summary>
    int Higher { get; }

    /// <summary>Registers of the widest panel.</summary>
    public int Widest => Higher > 0 ? Low + 1 : Low;

    /// <summary>Registers of a panel.</summary>
    public int Registers(int panel) => panel < Higher ? Low + 1 : Low;
}
