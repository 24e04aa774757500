namespace Autograd.Kernels;

/// <summary>What the tiles of a product share; as arguments it would take longer to pass than small tiles take to multiply.</summary>
internal struct TileShape
{
    /// <summary>Inner size, at least 1.</summary>
    public int K;

    /// <summary>Columns in the last register of a tile. Where there are no masked loads, B must be readable beyond them.</summary>
    public int LastCount;

    /// <summary>True if the product is added to C.</summary>
    public bool Accumulate;

    /// <summary>The strides of A: element (i, p) is at i · ARow + p · ACol.</summary>
    public nint ARow, ACol;

    /// <summary>The row strides of B and C, whose column strides are 1.</summary>
    public nint BRow, Ldc;
}
