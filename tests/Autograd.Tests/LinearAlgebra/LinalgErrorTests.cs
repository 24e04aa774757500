namespace Autograd.Tests.LinearAlgebra;

public class LinalgErrorTests
{
    [Test]
    public void Singular_matrices_are_named()
    {
        var a = Tensor.Stack([Tensor.Eye(2), Tensor.Ones(2, 2)]).Unsqueeze(0);
        Fails<LinalgException>(() => Linalg.Inv(a),
            "Inv: the matrix (batch element (0, 1)) is singular: pivot 1 of 2 is zero; use PInv or LstSq for the best approximation");
        Fails<LinalgException>(() => Linalg.Solve(Tensor.Zeros(3, 3), Tensor.Zeros(3)),
            "Solve: the matrix is singular: pivot 0 of 3 is zero; use PInv or LstSq for the best approximation");
    }

    [Test]
    public void Matrices_that_are_not_positive_definite_are_named()
    {
        Fails<LinalgException>(() => Linalg.Cholesky(Tensor.From([[1.0, 2], [2, 1]], DType.Float64)),
            "Cholesky: the matrix is not positive definite: its leading minor of order 2 is not positive; "
            + "add a small multiple of the identity, or use Eigh");
        Fails<LinalgException>(() => Linalg.Cholesky(Tensor.Stack([Tensor.Eye(2), Tensor.Full(Shape.Create(2, 2), float.NaN)])),
            "Cholesky: the matrix (batch element (1,)) is not positive definite: its leading minor of order 1 is not positive; "
            + "add a small multiple of the identity, or use Eigh");
    }

    [Test]
    public void Elements_that_are_not_finite()
    {
        var a = Tensor.From([[1.0, double.NaN], [double.NaN, 1]], DType.Float64);
        var rest = ": the matrix of shape (2, 2) has elements that are NaN or infinite; look for them with IsFinite()";
        Fails<LinalgException>(() => Linalg.Svd(a), "Svd" + rest);
        Fails<LinalgException>(() => Linalg.SvdVals(a), "SvdVals" + rest);
        Fails<LinalgException>(() => Linalg.Eigh(a), "Eigh" + rest);
        Fails<LinalgException>(() => Linalg.EigValsH(a), "EigValsH" + rest);
    }

    [Test]
    public void Singular_values_beyond_the_type()
    {
        var a = Tensor.Stack([Tensor.Eye(3, dtype: DType.Float64), Tensor.Ones([3, 3], DType.Float64) * 1e308]);
        Fails<LinalgException>(() => Linalg.Svd(a),
            "Svd: the Jacobi sweeps of the matrix (batch element (1,)) did not converge; scale the matrix");
        Fails<LinalgException>(() => Linalg.SvdVals(a[1]), "SvdVals: the Jacobi sweeps of the matrix did not converge; scale the matrix");
    }

    [Test]
    public void Shapes_and_types()
    {
        var wide = Tensor.Zeros(2, 3);
        foreach (var (name, call) in new (string, Func<Tensor, object>)[]
        {
            ("Inv", Linalg.Inv), ("Det", Linalg.Det), ("SlogDet", x => Linalg.SlogDet(x)), ("LogDet", Linalg.LogDet),
            ("MatrixExp", Linalg.MatrixExp),
            ("Cholesky", x => Linalg.Cholesky(x)), ("Eigh", x => Linalg.Eigh(x)), ("EigValsH", x => Linalg.EigValsH(x)),
            ("Solve", x => Linalg.Solve(x, x)), ("SolveTriangular", x => Linalg.SolveTriangular(x, x, true)), ("Cond", x => Linalg.Cond(x, 1)),
            ("PInv", x => Linalg.PInv(x, hermitian: true)), ("CholeskySolve", x => Linalg.CholeskySolve(x, x)),
        })
        {
            Fails<ArgumentException>(() => call(wide), $"{name}: matrices of 2 rows and 3 columns, in shape (2, 3); they must be square");
            Fails<ArgumentException>(() => call(Tensor.Zeros(3)), $"{name}: shape (3,) has no matrix; it needs at least two dimensions");
            Fails<ArgumentException>(() => call(Tensor.Ones(Shape.Create(2, 2), DType.Int64)),
                $"{name}: a tensor of type Int64; it must be Float32 or Float64; convert it with To(DType.Float64)");
        }

        foreach (var (name, call) in new (string, Func<Tensor, object>)[]
        {
            ("Qr", x => Linalg.Qr(x)), ("Svd", x => Linalg.Svd(x)), ("SvdVals", Linalg.SvdVals), ("Lu", x => Linalg.Lu(x)),
            ("PInv", x => Linalg.PInv(x)),
            ("MatrixRank", x => Linalg.MatrixRank(x)), ("LstSq", x => Linalg.LstSq(x, x)), ("MatrixNorm", x => Linalg.MatrixNorm(x)),
        })
            Fails<ArgumentException>(() => call(Tensor.Zeros(3)), $"{name}: shape (3,) has no matrix; it needs at least two dimensions");
    }

    [Test]
    public void Right_sides()
    {
        var a = Tensor.Eye(3);
        Fails<ArgumentException>(() => Linalg.Solve(a, Tensor.Zeros(2, 3)),
            "Solve: matrices of shape (3, 3) and right sides of shape (2, 3): 3 unknowns and 2 rows; they must be as many");
        Fails<ArgumentException>(() => Linalg.Solve(a, Tensor.Zeros(3), left: false),
            "Solve: a vector of shape (3,) on the right of X·A; Unsqueeze(-2) it, or pass left: true");
        Fails<ArgumentException>(() => Linalg.SolveTriangular(a, Tensor.Zeros(2, 3), upper: true),
            "SolveTriangular: matrices of shape (3, 3) and right sides of shape (2, 3): 3 unknowns and 2 rows; they must be as many");
        Fails<ArgumentException>(() => Linalg.CholeskySolve(Tensor.Zeros(2, 3), a),
            "CholeskySolve: matrices of shape (3, 3) and right sides of shape (2, 3): 3 unknowns and 2 rows; they must be as many");
        Fails<ArgumentException>(() => Linalg.LstSq(Tensor.Zeros(4, 3), Tensor.Zeros(3, 2)),
            "LstSq: matrices of shape (4, 3) and right sides of shape (3, 2): 4 equations and 3 values; they must be as many");
        Fails<ArgumentException>(() => Linalg.Solve(Tensor.Zeros(2, 3, 3), Tensor.Zeros(4, 3, 1)),
            "Solve: the batches (2,) and (4,) of shapes (2, 3, 3) and (4, 3, 1) do not broadcast: sizes 2 and 4 meet in dimension 0; "
            + "they must be equal, or one of them 1");
    }

    [Test]
    public void Norms_powers_and_tolerances()
    {
        var a = Tensor.Zeros(2, 3);
        Fails<ArgumentException>(() => Linalg.MatrixNorm(a, 3),
            "MatrixNorm: ord 3; it must be one of 1, 2, ∞ and their negatives, \"fro\" or \"nuc\"");
        Fails<ArgumentException>(() => Linalg.MatrixNorm(a, "max"),
            "MatrixNorm: ord \"max\"; it must be \"fro\", \"nuc\", or one of the numbers 1, 2, ∞ and their negatives");
        Fails<ArgumentException>(() => Linalg.MatrixNorm(a, dim: (0, -2)),
            "MatrixNorm: dim (0, -2) of shape (2, 3) names one dimension twice; a matrix has two");
        Fails<ArgumentException>(() => Linalg.MatrixNorm(Tensor.Zeros(0, 3), 2),
            "MatrixNorm: ord 2 of empty matrices, 0 x 3 of shape (0, 3); use \"fro\" or \"nuc\"");
        Fails<ArgumentException>(() => Linalg.MatrixPower(a, 2),
            "MatrixPower: shape (2, 3) has no square matrices; its last two sizes must be equal");
        Assert.That(() => Linalg.PInv(a, rtol: -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "PInv: atol none and rtol -1; neither can be negative (Parameter 'rtol')"));
        Assert.That(() => Linalg.Vander(a, 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "Vander: n is 0; there must be at least one power (Parameter 'n')"));
        Fails<ArgumentException>(() => Linalg.Vander(Tensor.From(1.0)), "Vander: a 0-dimensional tensor has no vectors; Unsqueeze(0) it first");
    }

    [Test]
    public void A_complete_q_has_no_gradient()
    {
        var a = Tensor.RandN(Shape.Create(4, 2), requiresGrad: true);
        var (q, _) = Linalg.Qr(a, QrMode.Complete);
        Fails<InvalidOperationException>(() => q.Sum().Backward(),
            "Qr: the complete Q of matrices of 4 rows and 2 columns is not unique and has no gradient; use QrMode.Reduced");
    }

    [Test]
    public void Products()
    {
        var (vector, matrix) = (Tensor.Zeros(3), Tensor.Zeros(2, 3));
        Fails<ArgumentException>(() => vector.Dot(matrix), "Dot: shapes (3,) and (2, 3); both must be vectors; use MatMul for matrices");
        Fails<ArgumentException>(() => vector.Dot(Tensor.Zeros(2)), "Dot: vectors of different sizes: 3 and 2; they must be the same");
        Fails<ArgumentException>(() => vector.Outer(matrix), "Outer: shapes (3,) and (2, 3); both must be vectors; Flatten() them first");
        Fails<ArgumentException>(() => matrix.AddMM(matrix, vector), "AddMM: factors of shapes (2, 3) x (3,); they must have 2 and 2 dimensions");
        Fails<ArgumentException>(() => matrix.AddMM(matrix, matrix), "AddMM: inner sizes differ: (2, 3) x (2, 3): 3 and 2; they must be the same");
        Fails<ArgumentException>(() => matrix.AddMV(matrix, vector),
            "AddMV: a tensor of shape (2, 3) cannot be added to a product of shape (2,); it must broadcast to it");
        var whole = Tensor.Ones(Shape.Create(2, 2), DType.Int64);
        Fails<ArgumentException>(() => whole.AddMM(whole, whole, alpha: 0.5),
            "AddMM: integers times beta 1 and alpha 0.5 are not integers; convert with To(DType.Float32) first");
        Fails<ArgumentException>(() => matrix.BAddBMM(Tensor.Zeros(2, 2, 3), Tensor.Zeros(1, 3, 3)),
            "BAddBMM: (2, 2, 3) x (1, 3, 3): batches of 2 and 1 matrices; use MatMul where a batch is to broadcast");
        Fails<ArgumentException>(() => vector.Trace(), "Trace: shape (3,); it must be a matrix; for a batch use Diagonal(0, -2, -1).Sum(-1)");
        Fails<ArgumentException>(() => matrix.Diagonal(0, 1, -1), "Diagonal: dims 1 and -1 of shape (2, 3) are the same; a matrix has two");
        Fails<ArgumentException>(() => Tensor.Zeros(1, 1, 1).Diag(),
            "Diag: shape (1, 1, 1); it must be a vector or a matrix; use Diagonal or DiagEmbed for batches");
        Assert.That(() => Tensor.From(1.0).DiagEmbed(), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "DiagEmbed: a 0-dimensional tensor has no vectors; Unsqueeze(0) it first (Parameter 'dim1')"));
        Assert.That(() => vector.TensorDot(matrix), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "TensorDot: 2 dims of shapes (3,) and (2, 3); give from 0 to 1 (Parameter 'dims')"));
        Fails<ArgumentException>(() => matrix.TensorDot(matrix, [0], [1]),
            "TensorDot: dim 0 of shape (2, 3) meets dim 1 of shape (2, 3): sizes 2 and 3 differ");
        Fails<ArgumentException>(() => matrix.TensorDot(matrix, [0, 1], [0]),
            "TensorDot: 2 dims of the left operand and 1 of the right; they are pairs");
        Fails<ArgumentException>(() => matrix.TensorDot(matrix, [0, -2], [0, 0]),
            "TensorDot: dims (0, -2) of shape (2, 3) name a dimension twice; name each once");
        Fails<ArgumentException>(() => vector.Cross(matrix), "Cross: shapes (3,) and (2, 3) have different numbers of dimensions; Unsqueeze one");
        Fails<ArgumentException>(() => matrix.Cross(matrix, 0), "Cross: shapes (2, 3) and (2, 3) in dim 0: sizes 2 and 2; both must be 3");
        Fails<ArgumentException>(() => Linalg.MultiDot(matrix), "MultiDot: 1 tensors; it takes two or more");
        Fails<ArgumentException>(() => Linalg.MultiDot(matrix, vector, matrix),
            "MultiDot: tensor 1 has shape (3,); all must be matrices, and the first and last may be vectors");
        Fails<ArgumentException>(() => Linalg.MultiDot(matrix, matrix),
            "MultiDot: tensors 0 and 1 do not fit: inner sizes of (2, 3) x (2, 3): 3 and 2");
    }

    private static void Fails<TException>(Action action, string message) where TException : Exception =>
        Assert.That(action, Throws.InstanceOf<TException>().With.Message.EqualTo(message));
}
