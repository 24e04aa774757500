using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Multiplies batches of matrices of one size that lie a constant step apart in memory. Checks and pins once for all of
/// them, and splits the batch over threads.
/// </summary>
internal static unsafe class BatchMatMul
{
    /// <summary>The fewest multiply-adds worth a turn of a thread.</summary>
    private const int Grain = 1 << 21;

    /// <summary>
    /// Computes C[i] = A[i] · B[i] for each i below <paramref name="count"/>, where A[i] is (m x k) and B[i] (k x n).
    /// The C[i] (m x n) are contiguous, one after the other.
    /// </summary>
    /// <remarks>
    /// Steps and strides must not be negative; a step of zero repeats one matrix. Otherwise as
    /// <see cref="MatMul.Multiply"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">A size, stride or step is negative, or a span is too short.</exception>
    public static void Multiply<T>(
        int count, int m, int n, int k, ReadOnlySpan<T> a, int aStep, int aRow, int aCol, ReadOnlySpan<T> b, int bStep, int bRow, int bCol, Span<T> c)
        where T : unmanaged, INumber<T>
    {
        if (count <= 0 || m == 0 || n == 0)
            return;
        long last = count - 1;
        if (last * aStep > a.Length || last * bStep > b.Length || last * m * n > c.Length || (aStep | bStep) < 0)
            ThrowSteps(count, aStep, a.Length, bStep, b.Length, m * (long)n, c.Length);

        // Steps are not negative, so the last matrices reach farthest.
        MatMul.Check(
            m, n, k, a.Length - (int)(last * aStep), aRow, aCol, b.Length - (int)(last * bStep), bRow, bCol, c.Length - (int)(last * m * n), n);
        if (k == 0)
        {
            c[..(count * m * n)].Clear();
            return;
        }

        fixed (T* pa = a, pb = b, pc = c)
        {
            var products = new Products<T>
            {
                M = m,
                N = n,
                K = k,
                A = pa,
                AStep = aStep,
                ARow = aRow,
                ACol = aCol,
                B = pb,
                BStep = bStep,
                BRow = bRow,
                BCol = bCol,
                C = pc,
            };
            var work = (long)m * n * k;
            if (work >= Grain * 8L)
                products.Invoke(0, count);
            else
                ThreadTeam.For(count, (int)(Grain / work) + 1, products);
        }
    }

    private static void ThrowSteps(int count, int aStep, int aLength, int bStep, int bLength, long cStep, int cLength) =>
        throw new ArgumentException(
            $"MatMul: {count} matrices with steps A {aStep}, B {bStep}, C {cStep} reach beyond their {aLength}, {bLength} and {cLength} elements; "
            + "pass longer spans and steps of zero or more");

    /// <remarks>
    /// Large products are not split by the batch: each splits itself over threads, which keeps all threads busy to the
    /// end.
    /// </remarks>
    private readonly struct Products<T> : IRangeAction
        where T : unmanaged, INumber<T>
    {
        public T* A { get; init; }

        public T* B { get; init; }

        public T* C { get; init; }

        public int M { get; init; }

        public int N { get; init; }

        public int K { get; init; }

        public nint AStep { get; init; }

        public nint ARow { get; init; }

        public nint ACol { get; init; }

        public nint BStep { get; init; }

        public nint BRow { get; init; }

        public nint BCol { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke(int start, int end)
        {
            var cStep = (nint)M * N;
            if (cStep * K <= MatMul.TinyLimit)
            {
                for (nint i = start; i < end; i++)
                    MatMul.Tiny(M, N, K, ref A[i * AStep], ARow, ACol, ref B[i * BStep], BRow, BCol, ref C[i * cStep], N, false);
                return;
            }

            for (nint i = start; i < end; i++)
                MatMul.Run(M, N, K, A + i * AStep, ARow, ACol, B + i * BStep, BRow, BCol, C + i * cStep, N, false);
        }
    }
}
