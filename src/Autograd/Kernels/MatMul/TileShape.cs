namespace Autograd.Kernels;

/// <summary>
/// The sizes and strides that the tiles of a product share. Passing them one by one would take longer than multiplying
/// a small tile.
/// </summary>
internal struct TileShape
{
    /// <summary>The inner size, at least 1.</summary>
    public int K;

    /// <summary>
    /// The columns in the last register of a tile. Without masked loads, B must be readable beyond them.
    /// </summary>
    public int LastCount;

    /// <summary>True if the product is added to C.</summary>
    public bool Accumulate;

    /// <summary>The strides of A: element (i, p) is at i · ARow + p · ACol.</summary>
    public nint ARow, ACol;

    /// <summary>The row strides of B and C, whose column strides are 1.</summary>
    public nint BRow, Ldc;
}
