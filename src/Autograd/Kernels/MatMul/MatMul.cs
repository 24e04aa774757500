using System.Numerics;

namespace Autograd.Kernels;

internal static class MatMul
{
    public static void Multiply<T>(int m, int n, int k, ReadOnlySpan<T> a, int aRow, int aCol, ReadOnlySpan<T> b, int bRow, int bCol,
                                   Span<T> c, int ldc, bool accumulate = false) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var sum = accumulate ? c[i * ldc + j] : T.Zero;
                for (var p = 0; p < k; p++) sum += a[i * aRow + p * aCol] * b[p * bRow + j * bCol];
                c[i * ldc + j] = sum;
            }
    }
}
