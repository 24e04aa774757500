using System.Numerics;

namespace Autograd.Kernels;

/// <summary>Large products shared out over threads, as bands of rows or columns of C.</summary>
/// <remarks>A band is the same product on fewer rows or columns: no sum is split, so no result depends on the bands.</remarks>
internal static unsafe class ParallelMatMul
{
    /// <summary>Multiply-adds from which waking other threads pays.</summary>
    const long SmallestProduct = 1L << 22;

    /// <summary>Bands narrower than this would take algorithms made for few rows, with other orders of summation.</summary>
    const int NarrowestBand = 64;

    public static bool Suits(int m, int n, int k) =>
        Math.Min(m, n) >= NarrowestBand && Math.Max(m, n) >= 2 * NarrowestBand && (long)m * n * k >= SmallestProduct;

    public static void Run<T>(
        int threads, int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        bool byRows = m >= n;
        int length = byRows ? m : n;
        int bands = Math.Min(threads, length / NarrowestBand);

        // Bands end at multiples of 12 rows or 64 columns, so that only the last one has incomplete tiles.
        int step = byRows ? 12 : NarrowestBand, steps = length / step;
        Parallel.For(0, bands, new ParallelOptions { MaxDegreeOfParallelism = bands }, band =>
        {
            int start = steps * band / bands * step;
            int taken = (band == bands - 1 ? length : steps * (band + 1) / bands * step) - start;
            if (byRows)
                MatMul.Run(taken, n, k, a + start * aRow, aRow, aCol, b, bRow, bCol, c + start * ldc, ldc, accumulate);
            else
                MatMul.Run(m, taken, k, a, aRow, aCol, b + start * bCol, bRow, bCol, c + start, ldc, accumulate);
        });
    }
}
