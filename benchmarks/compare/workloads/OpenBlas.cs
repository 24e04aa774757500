using System.Runtime.InteropServices;

namespace Autograd.Compare.Workloads;

/// <summary>
/// OpenBLAS in this process, if the machine has it. <c>OPENBLAS_NUM_THREADS</c> sets its number of threads.
/// </summary>
static unsafe class OpenBlas
{
    const int RowMajor = 101, AsItIs = 111, Transposed = 112;

    static readonly nint Library = Load();

    static readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> Single =
        IsThere ? (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(Library, "cblas_sgemm") : null;

    static readonly delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void> Double =
        IsThere ? (delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void>)
            NativeLibrary.GetExport(Library, "cblas_dgemm") : null;

    public static bool IsThere => Library != 0;

    /// <summary>Computes C (m x n) = A · B of contiguous matrices, each of which may be stored transposed.</summary>
    public static void Multiply<T>(int m, int n, int k, T* a, bool isTransposedA, T* b, bool isTransposedB, T* c) where T : unmanaged
    {
        var (orderA, lda) = isTransposedA ? (Transposed, m) : (AsItIs, k);
        var (orderB, ldb) = isTransposedB ? (Transposed, k) : (AsItIs, n);
        if (typeof(T) == typeof(float)) Single(RowMajor, orderA, orderB, m, n, k, 1, (float*)a, lda, (float*)b, ldb, 0, (float*)c, n);
        else Double(RowMajor, orderA, orderB, m, n, k, 1, (double*)a, lda, (double*)b, ldb, 0, (double*)c, n);
    }

    static nint Load()
    {
        foreach (var name in (string[])["libopenblas.so.0", "libopenblas", "openblas"])
            if (NativeLibrary.TryLoad(name, out var library)) return library;
        return 0;
    }
}
