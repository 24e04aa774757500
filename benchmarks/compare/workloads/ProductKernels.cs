using System.Numerics;
using Kernel = Autograd.Kernels.MatMul;

namespace Autograd.Compare.Workloads;

/// <summary>
/// The kernels of matrix products alone, (m, k) x (k, n) into memory that is reused, against OpenBLAS in the same
/// process. Compared with <see cref="MatMul"/> there are no tensors, no new results and no Python.
/// </summary>
static unsafe class ProductKernels
{
    public static IEnumerable<Row> Rows() => [.. Rows<float>(DType.Float32), .. Rows<double>(DType.Float64)];

    static IEnumerable<Row> Rows<T>(DType dtype) where T : unmanaged, INumber<T>
    {
        foreach (var n in (int[])[16, 32, 64, 128, 256, 512, 1024])
            foreach (var row in Both<T>("a b", n, n, n, dtype)) yield return row;
        foreach (var (m, k, n) in ((int, int, int)[])[(100, 784, 50), (100, 50, 10), (100, 32, 100), (599, 4, 2)])
            foreach (var row in Both<T>("a b", m, k, n, dtype)) yield return row;
        foreach (var (m, k, n) in ((int, int, int)[])[(784, 100, 50), (32, 100, 100), (64, 64, 64), (256, 256, 256)])
            foreach (var row in Both<T>("aᵀ b", m, k, n, dtype)) yield return row;
        foreach (var (m, k, n) in ((int, int, int)[])[(100, 50, 784), (64, 512, 784), (64, 64, 64), (256, 256, 256)])
            foreach (var row in Both<T>("a bᵀ", m, k, n, dtype)) yield return row;
    }

    static IEnumerable<Row> Both<T>(string kind, int m, int k, int n, DType dtype) where T : unmanaged, INumber<T>
    {
        var name = $"{kind}, {m}x{k}x{n}, {dtype}";
        var ours = new Row(name, "openblas", 1, () => Ours<T>(kind, m, k, n, dtype));
        return OpenBlas.IsThere ? [ours, new Row(name, "", 0, () => Theirs<T>(kind, m, k, n, dtype)) { Library = "openblas" }] : [ours];
    }

    static Func<object> Ours<T>(string kind, int m, int k, int n, DType dtype) where T : unmanaged, INumber<T>
    {
        var (a, b, c) = Operands<T>(kind, m, k, n, dtype);
        var (aRow, aCol) = kind == "aᵀ b" ? (1, m) : (k, 1);
        var (bRow, bCol) = kind == "a bᵀ" ? (1, k) : (n, 1);
        return () =>
        {
            using var aData = a.Read();
            using var bData = b.Read();
            using var cData = c.Write();
            Kernel.Multiply(m, n, k, aData.Span<T>(), aRow, aCol, bData.Span<T>(), bRow, bCol, cData.Span<T>(), n);
            return c;
        };
    }

    static Func<object> Theirs<T>(string kind, int m, int k, int n, DType dtype) where T : unmanaged
    {
        var (a, b, c) = Operands<T>(kind, m, k, n, dtype);
        return () =>
        {
            using var aData = a.Read();
            using var bData = b.Read();
            using var cData = c.Write();
            fixed (T* pa = aData.Span<T>(), pb = bData.Span<T>(), pc = cData.Span<T>())
                OpenBlas.Multiply(m, n, k, pa, kind == "aᵀ b", pb, kind == "a bᵀ", pc);
            return c;
        };
    }

    static (Tensor A, Tensor B, Tensor C) Operands<T>(string kind, int m, int k, int n, DType dtype) where T : unmanaged
    {
        var random = new NumPyRandom(0);
        var a = random.RandN(kind == "aᵀ b" ? [k, m] : [m, k]).To(dtype);
        var b = random.RandN(kind == "a bᵀ" ? [n, k] : [k, n]).To(dtype);
        return (a, b, Tensor.Uninitialized<T>([m, n]));
    }
}
