using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The macro-kernel, in BLIS's words: the two loops that cut C into tiles and call the <see cref="MicroKernel"/> for
/// each. The outer loop goes down the rows, the inner one over the panels of B.
/// </summary>
/// <remarks>
/// C is so written row by row, in the order of memory: the hardware prefetcher follows, and each cache line is written
/// at once.
/// </remarks>
internal static unsafe class MacroKernel
{
    /// <summary>Computes C (m x columns) = A (m x k) · B (k x columns), or C += A · B.</summary>
    /// <param name="m">The number of rows.</param>
    /// <param name="columns">The number of columns, which <paramref name="panels"/> splits.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="arguments">The strides of A, B and C, and the other values that the tiles share.</param>
    /// <param name="a">
    /// A with its own strides or, if <paramref name="packedA"/>, as <see cref="Packing.PackTiles"/> wrote it, with row
    /// stride 1.
    /// </param>
    /// <param name="packedA">True if A is packed, in tiles of the height for panels of two registers.</param>
    /// <param name="b">
    /// The first panel with its own row stride or, if <paramref name="packedB"/>, as <see cref="Packing.PackPanels"/>
    /// wrote it.
    /// </param>
    /// <param name="packedB">True if B is packed.</param>
    /// <param name="c">C.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, V, S>(int m, int columns, in Panels panels, in TileArguments arguments, T* a, bool packedA, T* b, bool packedB, T* c)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        if (arguments.ARow == 1)
            Run<T, V, S, True>(m, columns, panels, arguments, a, packedA, b, packedB, c);
        else
            Run<T, V, S, False>(m, columns, panels, arguments, a, packedA, b, packedB, c);
    }

    /// <summary>
    /// Cuts the rows into tiles of nearly equal height, because the few multiply-adds of a low tile wait for each
    /// other.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, V, S, ColumnMajorA>(
        int m, int columns, in Panels panels, TileArguments arguments, T* a, bool packedA, T* b, bool packedB, T* c)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where ColumnMajorA : unmanaged, IBool
    {
        int maxHeight = MaxHeight<T, V, S>(packedA ? 2 : panels.Widest), tiles = 1, height = m, tallTiles = 0;
        if (m > maxHeight)
        {
            tiles = (m + maxHeight - 1) / maxHeight;
            height = m / tiles;
            tallTiles = m - height * tiles;
        }

        // The first tiles are one row taller if the rows do not divide evenly.
        for (var rows = tallTiles > 0 ? height + 1 : height; rows >= height; rows--)
        {
            var count = rows > height ? tallTiles : tiles - tallTiles;
            if (packedA)
                arguments.ACol = rows;
            switch (rows)
            {
                case 1: Rows<T, V, S, Constant1, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 2: Rows<T, V, S, Constant2, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 3: Rows<T, V, S, Constant3, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 4: Rows<T, V, S, Constant4, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 5: Rows<T, V, S, Constant5, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 6: Rows<T, V, S, Constant6, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 7: Rows<T, V, S, Constant7, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 8: Rows<T, V, S, Constant8, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 9: Rows<T, V, S, Constant9, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 10: Rows<T, V, S, Constant10, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 11: Rows<T, V, S, Constant11, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
                case 12: Rows<T, V, S, Constant12, ColumnMajorA>(count, columns, panels, ref arguments, a, packedA, b, packedB, c); break;
            }

            a += (nint)count * rows * (packedA ? arguments.K : arguments.ARow);
            c += (nint)count * rows * arguments.Ldc;
        }
    }

    /// <summary>The greatest height, at most 12 rows, of a tile that is so many registers wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MaxHeight<T, V, S>(int registers)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        => registers switch
        {
            1 => Math.Min(S.Accumulators, 12),
            2 => S.Accumulators / 2,
            3 => S.Accumulators / 3,
            _ => S.Accumulators / 4,
        };

    /// <summary>Multiplies tiles of one height, from the top down, each row of them with all panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<T, V, S, Height, ColumnMajorA>(
        int tiles, int columns, in Panels panels, ref TileArguments arguments, T* a, bool packedA, T* b, bool packedB, T* c)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
        where Height : unmanaged, IConstant
        where ColumnMajorA : unmanaged, IBool
    {
        var count = panels.Count;
        nint aStep = sizeof(Height) * (packedA ? arguments.K : arguments.ARow), cStep = sizeof(Height) * arguments.Ldc;
        for (; tiles > 0; tiles--, a += aStep, c += cStep)
        {
            T* panelB = b, panelC = c;
            for (int panel = 0, left = columns; panel < count; panel++)
            {
                int registers = panels.Registers(panel), width = registers * S.Count;
                arguments.LastCount = Math.Min(left - width, 0) + S.Count;
                left -= width;
                var next = left > 0 ? panelC + width : c + cStep;
                nint bStep = width;
                if (packedB)
                {
                    arguments.BRow = width;
                    bStep *= arguments.K;
                }

                switch (registers)
                {
                    case 1:
                        MicroKernel.Run<T, V, S, Height, Constant1, ColumnMajorA>(arguments, a, panelB, panelC, next);
                        break;
                    case 2:
                        MicroKernel.Run<T, V, S, Height, Constant2, ColumnMajorA>(arguments, a, panelB, panelC, next);
                        break;
                    case 3 when sizeof(Height) <= 8:
                        MicroKernel.Run<T, V, S, Height, Constant3, ColumnMajorA>(arguments, a, panelB, panelC, next);
                        break;
                    case 4 when sizeof(Height) <= 6:
                        MicroKernel.Run<T, V, S, Height, Constant4, ColumnMajorA>(arguments, a, panelB, panelC, next);
                        break;
                }

                arguments.AdvanceAhead(sizeof(Height));
                panelB += bStep;
                panelC += width;
            }
        }
    }
}

/// <summary>
/// The arguments of the <see cref="MicroKernel"/> that most tiles share. They are passed as one struct, because passing
/// them one by one would take longer than multiplying a small tile.
/// </summary>
internal unsafe struct TileArguments
{
    /// <summary>The inner size, at least 1.</summary>
    public int K;

    /// <summary>
    /// The number of columns in the tile's last register, which may be partly filled. Where the hardware has no masked
    /// loads, the whole register is read, so B must have memory for it.
    /// </summary>
    public int LastCount;

    /// <summary>True if the product is added to C.</summary>
    public bool Accumulate;

    /// <summary>The strides of A: element (i, p) is at i · ARow + p · ACol.</summary>
    public nint ARow, ACol;

    /// <summary>The row strides of B and C, whose column strides are 1.</summary>
    public nint BRow, Ldc;

    /// <summary>
    /// The rows that are packed next, or null. A tile prefetches as many as it has rows itself: packing would
    /// otherwise wait for memory while nothing is multiplied.
    /// </summary>
    public void* Ahead;

    /// <summary>The bytes from one of these rows to the next.</summary>
    public nint AheadRow;

    /// <summary>The bytes of such a row that are used, and the number of rows that are left.</summary>
    public int AheadBytes, AheadRows;

    /// <summary>Goes on to the rows that the next tile prefetches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AdvanceAhead(int rows)
    {
        if (Ahead == null)
            return;
        AheadRows -= rows;
        Ahead = AheadRows > 0 ? (byte*)Ahead + rows * AheadRow : null;
    }
}

/// <summary>
/// The panels into which the columns of B and C are cut, each a few registers wide. They are nearly equal in width,
/// which needs the fewest loads per multiply-add.
/// </summary>
internal readonly struct Panels
{
    private readonly int _width;

    // The first panels are one register wider if the registers do not divide evenly.
    private readonly int _widePanels;

    /// <param name="registers">The columns, counted in registers.</param>
    /// <param name="widest">The greatest width of a panel, in registers.</param>
    public Panels(int registers, int widest)
    {
        Count = 1;
        _width = registers;
        if (registers <= widest)
            return;
        Count = (registers + widest - 1) / widest;
        _width = registers / Count;
        _widePanels = registers - _width * Count;
    }

    /// <summary>The number of panels.</summary>
    public int Count { get; }

    /// <summary>The width of the widest panel, in registers.</summary>
    public int Widest => _widePanels > 0 ? _width + 1 : _width;

    /// <summary>The width of a panel, in registers.</summary>
    public int Registers(int panel) => panel < _widePanels ? _width + 1 : _width;
}
