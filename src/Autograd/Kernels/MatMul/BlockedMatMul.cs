using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Large products, cut into blocks that fit the caches and split over threads, after BLIS (Van Zee and van de Geijn,
/// 2015).
/// </summary>
/// <remarks>
/// Both operands are packed in the order in which the micro-kernel reads them, and each element is packed once for all
/// threads. A panel of B (KC x two registers) stays in the first-level cache while the micro-kernel runs over the tiles
/// of a block of A, which stays in the second-level cache. One thread sums each element of C in the order of k, so that
/// results do not depend on the number of threads.
/// </remarks>
internal static unsafe class BlockedMatMul
{
    /// <summary>
    /// The inner size of a block. All algorithms that work in tiles use it, so that all of them give the same sums.
    /// </summary>
    public const int KC = 256;

    /// <summary>The rows of A and the columns of B that are packed at a time: a few megabytes.</summary>
    private const int MC = 2048, NC = 2048;

    /// <summary>The rows of a block of A: half a megabyte of doubles.</summary>
    private const int BlockRows = 288;

    /// <summary>
    /// The panels of B that a thread packs or multiplies in one turn. Packing so many side by side reads whole cache
    /// lines, whatever the stride.
    /// </summary>
    private const int PanelsPerGroup = 4;

    /// <summary>The fewest multiply-adds for which packing, and waking other threads, pays.</summary>
    private const long MinWork = 1L << 22;

    /// <summary>
    /// True if enough tiles read each packed element for packing to pay. With few columns, packing A costs more than it
    /// saves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsApplicable(int m, int n, int k) => m >= 48 && n >= 96 && k >= 32 && (long)m * n * k >= MinWork;

    /// <summary>Computes C (m x n) = A (m x k) · B (k x n), or C += A · B, for any strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, S>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var width = 2 * S.Count;
        nint panelsMax = (Math.Min(n, NC) + width - 1) / width, kcMax = Math.Min(k, KC);
        var block = new Block<T, V, S>
        {
            ARow = aRow,
            ACol = aCol,
            BRow = bRow,
            BCol = bCol,
            Ldc = ldc,
            PackedB = (T*)PackBuffer.Get((panelsMax * width + Math.Min(m, MC)) * kcMax * sizeof(T)),
        };
        block.PackedA = block.PackedB + panelsMax * width * kcMax;
        for (var jc = 0; jc < n; jc += NC)
        {
            block.Columns = Math.Min(n - jc, NC);
            for (var pc = 0; pc < k; pc += KC)
            {
                block.Inner = Math.Min(k - pc, KC);
                block.Accumulate = accumulate || pc > 0;
                for (var ic = 0; ic < m; ic += MC)
                {
                    block.Rows = Math.Min(m - ic, MC);
                    block.A = a + ic * aRow + pc * aCol;
                    block.B = b + pc * bRow + jc * bCol;
                    block.C = c + ic * ldc + jc;
                    block.Split(ic == 0);
                    ThreadTeam.For(block.PackCount, 1, new PackRange<T, V, S> { Block = &block });
                    ThreadTeam.For(block.RowBlocks * block.PanelGroups, 1, new MultiplyRange<T, V, S> { Block = &block });
                }
            }
        }
    }

    /// <summary>
    /// The state that the threads share: the operands, their packed copies, and how they are cut into blocks.
    /// </summary>
    private struct Block<T, V, S>
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        public T* A, B, C, PackedA, PackedB;
        public nint ARow, ACol, BRow, BCol, Ldc;
        public int Rows, Columns, Inner;
        public bool Accumulate;

        /// <summary>
        /// The number of blocks of rows and their height, the number of groups of panels, the groups of B to pack (0 if
        /// they are packed already), and the number of all parts to pack: first the groups of B, then the blocks of A.
        /// </summary>
        public int RowBlocks, BlockHeight, PanelGroups, GroupsToPack, PackCount;

        public void Split(bool packB)
        {
            int tile = S.Accumulators / 2, group = 2 * S.Count * PanelsPerGroup;
            RowBlocks = (Rows + BlockRows - 1) / BlockRows;
            BlockHeight = ((Rows + RowBlocks - 1) / RowBlocks + tile - 1) / tile * tile;
            RowBlocks = (Rows + BlockHeight - 1) / BlockHeight;
            PanelGroups = (Columns + group - 1) / group;
            GroupsToPack = packB ? PanelGroups : 0;
            PackCount = GroupsToPack + RowBlocks;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void PackPart(int part)
        {
            if (part < GroupsToPack)
            {
                int first = part * PanelsPerGroup * 2 * S.Count, columns = Math.Min(Columns - first, PanelsPerGroup * 2 * S.Count);
                var panels = new Panels((columns + S.Count - 1) / S.Count, 2);
                Packing.PackPanels<T, V, S>(B + first * BCol, BRow, BCol, Inner, columns, panels, PackedB + (nint)first * Inner);
                return;
            }

            var top = (part - GroupsToPack) * BlockHeight;
            Packing.PackTiles<T, V, S>(
                A + top * ARow, ARow, ACol, Math.Min(Rows - top, BlockHeight), Inner, S.Accumulators / 2, PackedA + (nint)top * Inner);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void MultiplyPart(int part)
        {
            int width = PanelsPerGroup * 2 * S.Count, top = part / PanelGroups * BlockHeight, left = part % PanelGroups * width;
            var columns = Math.Min(Columns - left, width);
            var panels = new Panels((columns + S.Count - 1) / S.Count, 2);
            MacroKernel.Run<T, V, S>(
                Math.Min(Rows - top, BlockHeight), columns, panels, new TileArguments { K = Inner, Accumulate = Accumulate, ARow = 1, Ldc = Ldc },
                PackedA + (nint)top * Inner, true, PackedB + (nint)left * Inner, true, C + top * Ldc + left);
        }
    }

    private readonly struct PackRange<T, V, S> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        public Block<T, V, S>* Block { get; init; }

        public void Invoke(int start, int end)
        {
            for (; start < end; start++) Block->PackPart(start);
        }
    }

    private readonly struct MultiplyRange<T, V, S> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        public Block<T, V, S>* Block { get; init; }

        public void Invoke(int start, int end)
        {
            for (; start < end; start++) Block->MultiplyPart(start);
        }
    }
}
