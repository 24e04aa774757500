namespace Autograd.Tests.LinearAlgebra;

/// <summary>What defines each factorization, on random matrices of many sizes and both types.</summary>
[TestFixture(DType.Float64)]
[TestFixture(DType.Float32)]
public class FactorizationTests(DType dtype)
{
    private static readonly int[] Orders = [0, 1, 2, 3, 5, 16, 31, 33, 64, 65, 100];

    private static readonly (int Rows, int Columns)[] Sizes =
        [(0, 0), (0, 3), (3, 0), (1, 1), (1, 4), (4, 1), (3, 3), (5, 3), (3, 5), (40, 33), (33, 70), (97, 97)];

    private double Precision => dtype == DType.Float32 ? 1.2e-7 : 2.3e-16;

    [TestCaseSource(nameof(Orders))]
    public void A_matrix_times_its_inverse_is_the_identity(int n)
    {
        var a = Random(n, 2, n, n) + 3 * Math.Sqrt(n) * Tensor.Eye(n, dtype: dtype);
        Near(a.MatMul(Linalg.Inv(a)), Tensor.Eye(n, dtype: dtype).Expand(2, n, n), n);
    }

    [TestCaseSource(nameof(Orders))]
    public void A_solution_solves(int n)
    {
        var a = Random(n, n, n) + 3 * Math.Sqrt(n) * Tensor.Eye(n, dtype: dtype);
        var b = Random(n + 1, n, 4);
        Near(a.MatMul(Linalg.Solve(a, b)), b, n);
        Near(a.T.MatMul(Linalg.Solve(a.T, b)), b, n);
        Near(Linalg.Solve(a, b.T, left: false).MatMul(a), b.T, n);
    }

    [TestCaseSource(nameof(Orders))]
    public void A_triangular_solution_solves(int n)
    {
        var a = Random(n, n, n) / Math.Max(n, 1) + 2 * Tensor.Eye(n, dtype: dtype);
        foreach (var columns in new[] { 1, 3, 40 })
        {
            var b = Random(n + columns, n, columns);
            foreach (var matrix in new[] { a, a.T })
            {
                Near(matrix.Triu().MatMul(Linalg.SolveTriangular(matrix, b, upper: true)), b, n);
                Near(matrix.Tril().MatMul(Linalg.SolveTriangular(matrix, b, upper: false)), b, n);
            }

            var unit = a.Tril(-1) + Tensor.Eye(n, dtype: dtype);
            Near(unit.MatMul(Linalg.SolveTriangular(a, b, upper: false, unitriangular: true)), b, n);
        }
    }

    [TestCaseSource(nameof(Orders))]
    public void Cholesky_factors(int n)
    {
        var x = Random(n, 2, n, n + 2);
        var a = x.MatMul(x.Transpose(-2, -1));
        var l = Linalg.Cholesky(a);
        Near(l.MatMul(l.Transpose(-2, -1)), a, n);
        Assert.That(l.Equal(l.Tril()));
        Assert.That(Linalg.Cholesky(a.Triu(), upper: true).AllClose(l.Transpose(-2, -1), atol: 1e-4), "only the upper triangle is read");
        var b = Random(n + 5, n, 2);
        var shifted = a + Tensor.Eye(n, dtype: dtype) * n;
        Near(shifted.MatMul(Linalg.CholeskySolve(b, Linalg.Cholesky(shifted))), b.Expand(2, n, 2), n);
    }

    [TestCaseSource(nameof(Sizes))]
    public void Lu_factors((int Rows, int Columns) size)
    {
        var a = Random(size.Rows, 2, size.Rows, size.Columns);
        var (p, l, u) = Linalg.Lu(a);
        Near(p.MatMul(l.MatMul(u)), a, size.Rows);
        Near(p.MatMul(p.Transpose(-2, -1)), Tensor.Eye(size.Rows, dtype: dtype).Expand(2, size.Rows, size.Rows), 1);
        Assert.That(l.Numel == 0 || l.Abs().Max().Item() <= 1 + 1e-6, "partial pivoting bounds the multipliers");
        Assert.That(u.Equal(u.Triu()));
    }

    [TestCaseSource(nameof(Sizes))]
    public void Qr_factors((int Rows, int Columns) size)
    {
        var a = Random(size.Rows, 2, size.Rows, size.Columns);
        foreach (var mode in new[] { QrMode.Reduced, QrMode.Complete })
        {
            var (q, r) = Linalg.Qr(a, mode);
            var k = mode == QrMode.Complete ? size.Rows : Math.Min(size.Rows, size.Columns);
            Assert.That(q.Shape, Is.EqualTo(Shape.Create(2, size.Rows, k)));
            Assert.That(r.Shape, Is.EqualTo(Shape.Create(2, k, size.Columns)));
            Near(q.MatMul(r), a, size.Rows);
            Orthonormal(q);
            Assert.That(r.Equal(r.Triu()));
        }
    }

    [TestCaseSource(nameof(Orders))]
    public void Eigh_diagonalizes(int n)
    {
        var x = Random(n, 2, n, n);
        var a = x + x.Transpose(-2, -1);
        var (values, vectors) = Linalg.Eigh(a.Tril());
        Orthonormal(vectors);
        Near((vectors * values.Unsqueeze(-2)).MatMul(vectors.Transpose(-2, -1)), a, n);
        Ascending(values);
        Near(Linalg.EigValsH(a.Triu(), upper: true), values, n);
    }

    [TestCaseSource(nameof(Sizes))]
    public void Svd_diagonalizes((int Rows, int Columns) size)
    {
        var a = Random(size.Rows, 2, size.Rows, size.Columns);
        var k = Math.Min(size.Rows, size.Columns);
        foreach (var full in new[] { false, true })
        {
            var (u, s, vh) = Linalg.Svd(a, full);
            Assert.That(u.Shape, Is.EqualTo(Shape.Create(2, size.Rows, full ? size.Rows : k)));
            Assert.That(vh.Shape, Is.EqualTo(Shape.Create(2, full ? size.Columns : k, size.Columns)));
            Orthonormal(u);
            Orthonormal(vh.Transpose(-2, -1));
            Near((u.Narrow(-1, 0, k) * s.Unsqueeze(-2)).MatMul(vh.Narrow(-2, 0, k)), a, size.Rows + size.Columns);
            Ascending(-s);
            Near(Linalg.SvdVals(a), s, k);
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(20)]
    public void Svd_of_matrices_without_full_rank(int rank)
    {
        var a = Random(1, 30, rank).MatMul(Random(2, rank, 25));
        var (u, s, vh) = Linalg.Svd(a);
        Orthonormal(u);
        Orthonormal(vh.T);
        Near((u.Narrow(-1, 0, 25) * s).MatMul(vh), a, 30);
        Assert.That(Linalg.MatrixRank(a).Item<long>(), Is.EqualTo(rank));
        Assert.That(Linalg.MatrixRank(a.MatMul(a.T), hermitian: true).Item<long>(), Is.EqualTo(rank));
    }

    [Test]
    public void The_pseudoinverse_has_its_four_properties()
    {
        var a = Random(3, 8, 3).MatMul(Random(4, 3, 6));
        var p = Linalg.PInv(a);
        Near(a.MatMul(p).MatMul(a), a, 30);
        Near(p.MatMul(a).MatMul(p), p, 30);
        Near(a.MatMul(p), a.MatMul(p).T, 30);
        Near(p.MatMul(a), p.MatMul(a).T, 30);
    }

    [TestCase(1, 0.001)]
    [TestCase(4, 0.1)]
    [TestCase(7, 1)]
    [TestCase(20, 3)]
    [TestCase(33, 30)]
    public void The_exponential_of_minus_a_matrix_is_the_inverse(int n, double norm)
    {
        var x = Random(n, n, n);
        var a = (x - x.T) * (norm / n);
        var y = Linalg.MatrixExp(a);
        Near(y.MatMul(Linalg.MatrixExp(-a)), Tensor.Eye(n, dtype: dtype), n * Math.Max(norm, 1));
        Orthonormal(y, Math.Max(norm, 1));
        Near(Linalg.MatrixExp(a).Diag(), y.Diag(), n);
        var diagonal = Tensor.Linspace(-norm, norm, n, dtype);
        Near(Linalg.MatrixExp(diagonal.Diag()), diagonal.Exp().Diag(), n * Math.Max(norm, 1));
    }

    [Test]
    public void The_determinant_of_a_product_is_the_product_of_determinants()
    {
        var (a, b) = (Random(1, 3, 6, 6), Random(2, 3, 6, 6));
        Near(Linalg.Det(a.MatMul(b)), Linalg.Det(a) * Linalg.Det(b), 100);
        var (sign, logarithm) = Linalg.SlogDet(a);
        Near(sign * logarithm.Exp(), Linalg.Det(a), 10);
    }

    /// <summary>Without the logarithm it would be infinite.</summary>
    [Test]
    public void The_logarithm_of_a_large_determinant()
    {
        var (sign, logarithm) = Linalg.SlogDet(Tensor.Eye(200, dtype: dtype) * -1e5);
        Assert.That(sign.Item(), Is.EqualTo(1));
        Assert.That(logarithm.Item(), Is.EqualTo(200 * Math.Log(1e5)).Within(1e-5).Percent);
    }

    /// <summary>Squares of these elements overflow, or vanish.</summary>
    [TestCase(1)]
    [TestCase(-1)]
    public void Extreme_magnitudes_keep_their_digits(int direction)
    {
        var scale = Math.Pow(10, direction * (dtype == DType.Float32 ? 30 : 200));
        var x = Random(1, 6, 6);
        var (u, s, vh) = Linalg.Svd(x * scale);
        Near((u * (s / scale)).MatMul(vh), x, 10);
        var (values, vectors) = Linalg.Eigh((x + x.T) * scale);
        Near((vectors * (values / scale)).MatMul(vectors.T), x + x.T, 10);
        var (q, r) = Linalg.Qr(x * scale);
        Near(q.MatMul(r / scale), x, 10);
    }

    private Tensor Random(int seed, params int[] shape) =>
        Tensor.RandN(Shape.Create(shape), DType.Float64, new Generator(seed + 17)).To(dtype);

    private void Orthonormal(Tensor q, double factor = 1)
    {
        var n = q.Size(-1);
        var identity = Tensor.Eye(n, dtype: dtype).ExpandTo(Shape.Create([.. q.Shape.Sizes[..^2], n, n]));
        Near(q.Transpose(-2, -1).MatMul(q), identity, factor * q.Size(-2));
    }

    private static void Ascending(Tensor values)
    {
        if (values.Size(-1) < 2) return;
        var steps = values.Narrow(-1, 1, values.Size(-1) - 1) - values.Narrow(-1, 0, values.Size(-1) - 1);
        Assert.That(steps.Min().Item(), Is.GreaterThanOrEqualTo(0));
    }

    /// <summary>Equal up to rounding errors that grow with the work.</summary>
    private void Near(Tensor actual, Tensor expected, double work)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape));
        if (actual.Numel == 0) return;
        var error = (actual - expected).Abs().Max().Item();
        var size = Math.Max(1, expected.Abs().Max().Item());
        Assert.That(error, Is.LessThan(20 * Precision * size * Math.Max(work, 1)));
    }
}
