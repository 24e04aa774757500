using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Large products, cut into blocks that fit the caches and split over threads, after BLIS (Van Zee and van de Geijn, 2015).</summary>
/// <remarks>
/// Both operands are copied in the order in which the micro-kernel reads them, each element once for all threads. A panel of B (KC x two
/// registers) then stays in the first-level cache while the tiles of a block of A pass by, and the block stays in the second level. An element of C
/// is summed by one thread in the order of k, so that no result depends on their number.
/// </remarks>
internal static unsafe class BlockedMatMul
{
    /// <summary>Inner size of a block, in all algorithms made of tiles, so that all of them give the same sums.</summary>
    public const int KC = 256;

    /// <summary>Rows of A and columns of B that are copied at a time: a few megabytes.</summary>
    const int MC = 2048, NC = 2048;

    /// <summary>Rows of a block of A: half a megabyte of doubles.</summary>
    const int BlockRows = 288;

    /// <summary>Panels of B that one thread takes on together: their copies read whole cache lines, whatever the stride.</summary>
    const int PanelsTogether = 4;

    /// <summary>Multiply-adds from which copying pays, and waking other threads too.</summary>
    const long Smallest = 1L << 22;

    /// <summary>True if enough tiles read each copied element: for few columns, copying A costs more than it saves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Suits(int m, int n, int k) => m >= 48 && n >= 96 && k >= 32 && (long)m * n * k >= Smallest;

    /// <summary>C (m x n) = A (m x k) · B (k x n), or +=, for any strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, L>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        int width = 2 * L.Count;
        nint panelsMax = (Math.Min(n, NC) + width - 1) / width, kcMax = Math.Min(k, KC);
        var block = new Block<T, V, L>
        {
            ARow = aRow,
            ACol = aCol,
            BRow = bRow,
            BCol = bCol,
            Ldc = ldc,
            PackedB = (T*)PackBuffer.Get((panelsMax * width + Math.Min(m, MC)) * kcMax * sizeof(T)),
        };
        block.PackedA = block.PackedB + panelsMax * width * kcMax;
        for (int jc = 0; jc < n; jc += NC)
        {
            block.Columns = Math.Min(n - jc, NC);
            for (int pc = 0; pc < k; pc += KC)
            {
                block.Inner = Math.Min(k - pc, KC);
                block.Accumulate = accumulate || pc > 0;
                for (int ic = 0; ic < m; ic += MC)
                {
                    block.Rows = Math.Min(m - ic, MC);
                    block.A = a + ic * aRow + pc * aCol;
                    block.B = b + pc * bRow + jc * bCol;
                    block.C = c + ic * ldc + jc;
                    block.Split(ic == 0);
                    ThreadTeam.For(block.CopyCount, 1, new Copying<T, V, L> { Block = &block });
                    ThreadTeam.For(block.RowBlocks * block.PanelGroups, 1, new Multiplying<T, V, L> { Block = &block });
                }
            }
        }
    }

    /// <summary>What the threads share: where the operands and their copies are, and how they are cut.</summary>
    struct Block<T, V, L>
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        public T* A, B, C, PackedA, PackedB;
        public nint ARow, ACol, BRow, BCol, Ldc;
        public int Rows, Columns, Inner;
        public bool Accumulate;

        /// <summary>Blocks of rows, their height, groups of panels, and copies to make: groups of B, if it is new, then blocks of A.</summary>
        public int RowBlocks, BlockHeight, PanelGroups, GroupsToCopy, CopyCount;

        public void Split(bool copyB)
        {
            int tile = L.Accumulators / 2, group = 2 * L.Count * PanelsTogether;
            RowBlocks = (Rows + BlockRows - 1) / BlockRows;
            BlockHeight = ((Rows + RowBlocks - 1) / RowBlocks + tile - 1) / tile * tile;
            RowBlocks = (Rows + BlockHeight - 1) / BlockHeight;
            PanelGroups = (Columns + group - 1) / group;
            GroupsToCopy = copyB ? PanelGroups : 0;
            CopyCount = GroupsToCopy + RowBlocks;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void CopyPart(int part)
        {
            if (part < GroupsToCopy)
            {
                int first = part * PanelsTogether * 2 * L.Count, columns = Math.Min(Columns - first, PanelsTogether * 2 * L.Count);
                var panels = new PanelSplit((columns + L.Count - 1) / L.Count, 2);
                Packing.PackPanels<T, V, L>(B + first * BCol, BRow, BCol, Inner, columns, panels, PackedB + (nint)first * Inner);
                return;
            }

            int top = (part - GroupsToCopy) * BlockHeight;
            Packing.PackTiles<T, V, L>(
                A + top * ARow, ARow, ACol, Math.Min(Rows - top, BlockHeight), Inner, L.Accumulators / 2, PackedA + (nint)top * Inner);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void MultiplyPart(int part)
        {
            int width = PanelsTogether * 2 * L.Count, top = part / PanelGroups * BlockHeight, left = part % PanelGroups * width;
            int columns = Math.Min(Columns - left, width);
            var panels = new PanelSplit((columns + L.Count - 1) / L.Count, 2);
            TileRow.Run<T, V, L>(
                Math.Min(Rows - top, BlockHeight), columns, panels, new TileShape { K = Inner, Accumulate = Accumulate, ARow = 1, Ldc = Ldc },
                PackedA + (nint)top * Inner, true, PackedB + (nint)left * Inner, true, C + top * Ldc + left);
        }
    }

    readonly struct Copying<T, V, L> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        public Block<T, V, L>* Block { get; init; }

        public void Invoke(int start, int end)
        {
            for (; start < end; start++) Block->CopyPart(start);
        }
    }

    readonly struct Multiplying<T, V, L> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        public Block<T, V, L>* Block { get; init; }

        public void Invoke(int start, int end)
        {
            for (; start < end; start++) Block->MultiplyPart(start);
        }
    }
}
