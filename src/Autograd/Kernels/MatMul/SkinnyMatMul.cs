using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Skinny products: A has few rows. A is packed as a whole; B is packed and multiplied a group of panels at a time.
/// </summary>
/// <remarks>
/// With few rows each element of B is used only a few times, so that packing all of B at once would write it to memory
/// and read it back. A group's part of C stays in the cache over all of k. One thread sums each element of C in the
/// order of k, as in <see cref="BlockedMatMul"/>.
/// </remarks>
internal static unsafe class SkinnyMatMul
{
    /// <summary>The most rows of A. A block of so many stays in the second-level cache beside a group of B.</summary>
    private const int MaxRows = 288;

    /// <summary>The most bytes of the packed A.</summary>
    private const int MaxBytes = 2 << 20;

    /// <summary>
    /// The panels of two registers in a group. Packing so many side by side reads whole cache lines, whatever the
    /// stride.
    /// </summary>
    private const int PanelsPerGroup = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsApplicable<T>(int m, int k)
        where T : unmanaged
        => m <= MaxRows && (long)m * k * sizeof(T) <= MaxBytes;

    /// <summary>Computes C (m x n) = A (m x k) · B (k x n), or C += A · B, for any strides.</summary>
    public static void Run<T, V, S>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        var width = 2 * PanelsPerGroup * S.Count;
        var product = new Product<T>
        {
            M = m,
            N = n,
            K = k,
            A = a,
            B = b,
            C = c,
            PackedA = (T*)PackBuffer.Get((nint)m * k * sizeof(T)),
            ARow = aRow,
            ACol = aCol,
            BRow = bRow,
            BCol = bCol,
            Ldc = ldc,
            Accumulate = accumulate,
        };
        ThreadTeam.For((k + BlockedMatMul.KC - 1) / BlockedMatMul.KC, 1, new PackRange<T, V, S> { Product = &product });
        ThreadTeam.For((n + width - 1) / width, 1, new MultiplyRange<T, V, S> { Product = &product });
    }

    /// <summary>The state that the threads share.</summary>
    private struct Product<T>
        where T : unmanaged
    {
        public int M, N, K;
        public T* A, B, C, PackedA;
        public nint ARow, ACol, BRow, BCol, Ldc;
        public bool Accumulate;
    }

    /// <summary>Packs blocks of A along the inner dimension.</summary>
    private readonly struct PackRange<T, V, S> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        public Product<T>* Product { get; init; }

        public void Invoke(int start, int end)
        {
            var product = Product;
            for (; start < end; start++)
            {
                var from = (nint)start * BlockedMatMul.KC;
                Packing.PackTiles<T, V, S>(
                    product->A + from * product->ACol, product->ARow, product->ACol, product->M,
                    Math.Min(product->K - (int)from, BlockedMatMul.KC), S.Accumulators / 2, product->PackedA + from * product->M);
            }
        }
    }

    /// <summary>Names the block of B that is packed next: further down in the same columns, or at the top of the next group.</summary>
    private static void SetAhead<T>(Product<T>* product, ref TileArguments arguments, int left, int p, int width, int endOfColumns)
        where T : unmanaged
    {
        p += BlockedMatMul.KC;
        if (p >= product->K) (left, p) = (left + width, 0);
        int columns = Math.Min(Math.Min(product->N, endOfColumns) - left, width), rows = Math.Min(product->K - p, BlockedMatMul.KC);

        // Elements that are nowhere contiguous would need a prefetch each.
        if (columns <= 0 || (product->BCol != 1 && product->BRow != 1)) return;
        arguments.Ahead = product->B + p * product->BRow + left * product->BCol;
        (arguments.AheadRow, arguments.AheadBytes, arguments.AheadRows) = product->BCol == 1
            ? (product->BRow * sizeof(T), columns * sizeof(T), rows)
            : (product->BCol * sizeof(T), rows * sizeof(T), columns);
    }

    /// <summary>Packs groups of panels of B and multiplies them.</summary>
    private readonly struct MultiplyRange<T, V, S> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        public Product<T>* Product { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var product = Product;
            var width = 2 * PanelsPerGroup * S.Count;
            var packed = (T*)PackBuffer.GetSecond((nint)width * Math.Min(product->K, BlockedMatMul.KC) * sizeof(T));
            for (; start < end; start++)
            {
                int left = start * width, columns = Math.Min(product->N - left, width);
                var panels = new Panels((columns + S.Count - 1) / S.Count, 2);
                for (var p = 0; p < product->K; p += BlockedMatMul.KC)
                {
                    var arguments = new TileArguments
                    {
                        K = Math.Min(product->K - p, BlockedMatMul.KC),
                        Accumulate = product->Accumulate || p > 0,
                        ARow = 1,
                        Ldc = product->Ldc,
                    };
                    SetAhead(product, ref arguments, left, p, width, end * width);
                    Packing.PackPanels<T, V, S>(
                        product->B + p * product->BRow + left * product->BCol, product->BRow, product->BCol, arguments.K, columns, panels, packed);
                    MacroKernel.Run<T, V, S>(
                        product->M, columns, panels, arguments, product->PackedA + (nint)p * product->M, true, packed, true, product->C + left);
                }
            }
        }
    }
}
