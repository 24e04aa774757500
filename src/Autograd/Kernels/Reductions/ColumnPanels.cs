namespace Autograd.Kernels;

/// <summary>
/// Splits the columns of a block so that they are walked with full vectors. A wide block is walked in panels of
/// neighbouring columns that stay in the cache. In a narrow block, several short rows side by side fill the vectors,
/// and the results of the rows side by side are combined in the end.
/// </summary>
internal readonly struct ColumnPanels
{
    /// <summary>The most columns of a panel.</summary>
    public const int MaxWidth = 1024;

    /// <summary>The elements of a panel that a second-level cache keeps between passes.</summary>
    private const int CachedElements = 1 << 17;

    private readonly int _length;
    private readonly int _inner;

    public ColumnPanels(int length, int inner, int lanes)
    {
        (_length, _inner) = (length, inner);
        if (inner < lanes)
        {
            Width = Math.Min(lanes, Math.Max(length, 1)) * inner;
            Stride = Width;
            return;
        }

        Stride = inner;
        var cached = CachedElements / Math.Max(length, 1) / lanes * lanes;
        Width = Math.Min(inner, cached >= 4 * lanes ? Math.Min(cached, MaxWidth) : MaxWidth);
    }

    /// <summary>The distance from one walked row to the next.</summary>
    public int Stride { get; }

    /// <summary>The elements of a walked row; the last row, and the last panel, may have fewer.</summary>
    public int Width { get; }

    /// <summary>
    /// True if a walked row consists of several short ones, so that their results must be combined in the end.
    /// </summary>
    public bool JoinsRows => Stride != _inner || Width > _inner;

    /// <summary>The number of columns of the panel that begins at <paramref name="column"/>.</summary>
    public int WidthAt(int column) => JoinsRows ? Width : Math.Min(Width, _inner - column);

    /// <summary>The end of the walk over a panel of this width, counted from its first element.</summary>
    public int End(int width) => JoinsRows ? _length * _inner : (_length - 1) * Stride + width;
}
