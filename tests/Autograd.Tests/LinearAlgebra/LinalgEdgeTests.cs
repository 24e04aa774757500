namespace Autograd.Tests.LinearAlgebra;

/// <summary>Singular, empty, degenerate and infinite.</summary>
public class LinalgEdgeTests
{
    private static Tensor Rank1 => Tensor.From([[1.0, 2, 3], [2, 4, 6], [-1, -2, -3]], DType.Float64);

    private static Tensor Rank2 => Tensor.From([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]], DType.Float64);

    [Test]
    public void The_gradient_of_a_singular_determinant_is_the_matrix_of_cofactors()
    {
        var x = Rank2;
        x.RequiresGrad = true;
        Linalg.Det(x).Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new[] { -3.0, 6, -3, 6, -12, 6, -3, 6, -3 }).Within(1e-12));
        Assert.That(Gradient(Rank1), Is.All.EqualTo(0.0).Within(1e-14));
        Assert.That(Gradient(Tensor.From([[0.0]], DType.Float64)), Is.EqualTo(new[] { 1.0 }));
        Assert.That(Gradient(Tensor.Zeros(Shape.Create(2, 2), DType.Float64)), Is.All.EqualTo(0.0));

        static double[] Gradient(Tensor a)
        {
            a.RequiresGrad = true;
            Linalg.Det(a).Backward();
            return a.Grad!.ToArray<double>();
        }
    }

    [Test]
    public void Higher_derivatives_of_singular_determinants()
    {
        var (zero2, zero3) = (Tensor.Zeros(Shape.Create(2, 2), DType.Float64), Tensor.Zeros(Shape.Create(3, 3), DType.Float64));
        foreach (var matrix in new[] { Rank1, Rank2, zero2, zero3 })
        {
            var x = matrix;
            x.RequiresGrad = true;
            GradCheck.Check(Linalg.Det, x);
            GradCheck.CheckGradGrad(Linalg.Det, x);
            GradCheck.CheckGradGrad(y => Functional.Grad([Linalg.Det(y)], [y], createGraph: true)[0]!, x);
        }
    }

    [Test]
    public void A_batch_of_singular_and_regular_matrices()
    {
        var x = Tensor.Stack([Rank2, Rank1, Tensor.From([[2.0, 1, 0], [0, 3, 1], [1, 0, 4]], DType.Float64)]);
        x.RequiresGrad = true;
        GradCheck.Check(Linalg.Det, x);
        GradCheck.CheckGradGrad(Linalg.Det, x);
    }

    [Test]
    public void A_singular_matrix_has_a_determinant_of_sign_0()
    {
        var (sign, logarithm) = Linalg.SlogDet(Tensor.Zeros(2, 2));
        Assert.That(sign.Item(), Is.Zero);
        Assert.That(logarithm.Item(), Is.EqualTo(double.NegativeInfinity));
        Assert.That(Linalg.LogDet(Tensor.Zeros(2, 2)).Item(), Is.EqualTo(double.NegativeInfinity));
        Assert.That(Linalg.LogDet(Tensor.From([[0.0, 1], [1, 0]], DType.Float64)).Item(), Is.NaN);
        Assert.That(Linalg.Cond(Tensor.Zeros(2, 2)).Item(), Is.NaN);
        Assert.That(Linalg.Cond(Tensor.Zeros(2, 2), 1).Item(), Is.EqualTo(double.PositiveInfinity));
        var conditions = Linalg.Cond(Tensor.Stack([Tensor.Zeros(2, 2), Tensor.Eye(2)]), "fro").ToArray<float>();
        Assert.That(conditions, Is.EqualTo(new[] { float.PositiveInfinity, 2f }).Within(1e-6));
    }

    [Test]
    public void Empty_matrices()
    {
        var none = Tensor.Zeros(0, 0);
        Assert.That(Linalg.Det(none).Item(), Is.EqualTo(1));
        Assert.That(Linalg.SlogDet(none).LogAbsDet.Item(), Is.Zero);
        Assert.That(Linalg.Inv(none).Shape, Is.EqualTo(Shape.Create(0, 0)));
        Assert.That(Linalg.MatrixExp(none).Shape, Is.EqualTo(Shape.Create(0, 0)));
        Assert.That(Linalg.Det(Tensor.Zeros(0, 3, 3)).Shape, Is.EqualTo(Shape.Create(0)));
        Assert.That(Linalg.Solve(Tensor.Zeros(0, 3, 3), Tensor.Zeros(0, 3, 2)).Shape, Is.EqualTo(Shape.Create(0, 3, 2)));
        Assert.That(Linalg.Svd(Tensor.Zeros(3, 0)).U.ToArray<float>(), Is.EqualTo(Tensor.Eye(3).ToArray<float>()));
        Assert.That(Linalg.Eigh(Tensor.Zeros(0, 2, 2)).Eigenvectors.Shape, Is.EqualTo(Shape.Create(0, 2, 2)));
        Assert.That(Linalg.PInv(Tensor.Zeros(0, 3)).Shape, Is.EqualTo(Shape.Create(3, 0)));
        Assert.That(Linalg.MatrixRank(Tensor.Zeros(0, 3)).Item<long>(), Is.Zero);
        Assert.That(Linalg.MatrixNorm(Tensor.Zeros(0, 3), "nuc").Item(), Is.Zero);
        Assert.That(Linalg.Cond(Tensor.Zeros(0, 3)).Item(), Is.Zero);
    }

    [Test]
    public void Equal_eigenvalues_have_gradients_if_the_vectors_are_not_used()
    {
        var x = Tensor.Eye(3, dtype: DType.Float64, requiresGrad: true);
        Linalg.EigValsH(x).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(Tensor.Eye(3, dtype: DType.Float64).ToArray<double>()).Within(1e-15));
        x.ZeroGrad();
        Linalg.Eigh(x).Eigenvectors.Square().CumSum(0).Square().Sum().Backward();
        Assert.That(x.Grad!.IsFinite().All().Item<bool>(), Is.False);
    }

    [Test]
    public void Least_squares_of_vectors_and_their_residuals()
    {
        var a = Tensor.From([[1.0, 0], [1, 1], [1, 2]], DType.Float64);
        var (x, residuals, rank, s) = Linalg.LstSq(a, Tensor.From([1.0, 2, 4], DType.Float64));
        Assert.That(x.ToArray<double>(), Is.EqualTo(new[] { 5.0 / 6, 1.5 }).Within(1e-14));
        Assert.That(residuals.Item(), Is.EqualTo(1.0 / 6).Within(1e-14));
        Assert.That((rank.Item<long>(), s.Numel), Is.EqualTo((2L, 2)));

        // Of a matrix without full rank, the shortest solution, and no residuals.
        var (shortest, none, one, _) = Linalg.LstSq(Tensor.Ones(Shape.Create(3, 2), DType.Float64), Tensor.From([[1.0], [2], [3]], DType.Float64));
        Assert.That(shortest.ToArray<double>(), Is.EqualTo(new[] { 1.0, 1.0 }).Within(1e-14));
        Assert.That((none.Numel, one.Item<long>()), Is.EqualTo((0, 1L)));
    }

    [Test]
    public void The_exponential_of_what_is_not_finite_is_not_a_number()
    {
        Assert.That(Linalg.MatrixExp(Tensor.From([[double.NaN, 0], [0, 1]], DType.Float64)).ToArray<double>(), Is.All.NaN);
        Assert.That(Linalg.MatrixExp(Tensor.From([[double.PositiveInfinity, 0], [0, 1]], DType.Float64)).ToArray<double>(), Is.All.NaN);
    }

    [Test]
    public void A_nilpotent_matrix_has_a_polynomial_exponential()
    {
        var y = Linalg.MatrixExp(Tensor.From([[0.0, 1000, 0], [0, 0, 1000], [0, 0, 0]], DType.Float64));
        Assert.That(y.ToArray<double>(), Is.EqualTo(new[] { 1.0, 1000, 500000, 0, 1, 1000, 0, 0, 1 }).Within(1e-10).Percent);
    }

    [Test]
    public void Small_singular_values_are_as_accurate_as_large_ones()
    {
        // A graded triangle: its singular values are those of the diagonal up to relative errors of 1e-10.
        var a = Tensor.From([[1.0, 0, 0], [1e-10, 1e-10, 0], [1e-20, 1e-20, 1e-20]], DType.Float64);
        var s = Linalg.SvdVals(a).ToArray<double>();
        Assert.That(s[2], Is.EqualTo(1e-20).Within(1e-7).Percent);
        Assert.That(s[1], Is.EqualTo(1e-10).Within(1e-7).Percent);
    }

    [Test]
    public void Addmm_does_not_read_what_beta_cancels()
    {
        var bias = Tensor.Full(Shape.Create(2), float.NaN);
        Assert.That(bias.AddMM(Tensor.Eye(2), Tensor.Eye(2), beta: 0).ToArray<float>(), Is.EqualTo(new[] { 1f, 0, 0, 1 }));
    }

    [Test]
    public void Views_and_integers()
    {
        var x = Tensor.From([[1L, 2], [3, 4]]);
        Assert.That(x.Diagonal().SharesStorage(x));
        Assert.That(x.Diag().SharesStorage(x), Is.False);
        Assert.That(x.Trace().Item<long>(), Is.EqualTo(5));
        Assert.That(Linalg.MatrixPower(x, 5).ToArray<long>(), Is.EqualTo(new[] { 1069L, 1558, 2337, 3406 }));
        Assert.That(x.Kron(Tensor.From([1L, 10])).ToArray<long>(), Is.EqualTo(new[] { 1L, 10, 2, 20, 3, 30, 4, 40 }));
        Assert.That(Tensor.From([1L, 0, 0]).Cross(Tensor.From([0L, 1, 0])).ToArray<long>(), Is.EqualTo(new[] { 0L, 0, 1 }));
        var y = Tensor.Zeros(3, 3);
        y.Diagonal(1).FillInPlace(7);
        Assert.That(y.ToArray<float>(), Is.EqualTo(new[] { 0f, 7, 0, 0, 0, 7, 0, 0, 0 }));
        Assert.That(Linalg.Vander(Tensor.From([2L, 3])).ToArray<long>(), Is.EqualTo(new[] { 1L, 2, 1, 3 }));
    }

    [Test]
    public void A_matrix_that_broadcasts_is_factored_once_and_its_gradients_are_summed()
    {
        var a = Tensor.From([[2.0, 1], [1, 3]], DType.Float64, requiresGrad: true);
        var b = Tensor.From([1.0, 2, 3, 5], Shape.Create(2, 2, 1), DType.Float64);
        var x = Linalg.Solve(a, b);
        x.Sum().Backward();
        var expected = new double[4];
        for (var i = 0; i < 2; i++)
        {
            var copy = a.Detach().Clone();
            copy.RequiresGrad = true;
            Linalg.Solve(copy, b[i]).Sum().Backward();
            var one = copy.Grad!.ToArray<double>();
            for (var j = 0; j < 4; j++) expected[j] += one[j];
        }

        Assert.That(a.Grad!.ToArray<double>(), Is.EqualTo(expected).Within(1e-15));
    }
}
