namespace Autograd.Tests.MathOps;

/// <summary>The optional arguments that PyTorch has: types of results, corrections, factors, ranks, and numbers of any kind.</summary>
public class OverloadTests
{
    private static readonly Tensor Bytes = Tensor.From([[200, 100], [3, 4]], DType.UInt8);
    private static readonly Tensor X = Tensor.From([[1.5, 2.5], [3, 5]]);

    [Test]
    public void A_reductions_type_is_that_of_its_arithmetic()
    {
        Check(Bytes.Sum(DType.Float64), DType.Float64, 307);
        Check(Bytes.Sum(dtype: DType.UInt8), DType.UInt8, 51);
        Check(Bytes.Sum(0, dtype: DType.Int32), DType.Int32, 203, 104);
        Check(Bytes.Sum([0, 1], dtype: DType.Float32), DType.Float32, 307);
        Check(Bytes.Sum(1, keepDim: true, DType.Bool), DType.Bool, 1, 1);
        Check(Bytes.Mean(DType.Float32), DType.Float32, 76.75);
        Check(Bytes.Mean(1, dtype: DType.Float64), DType.Float64, 150, 3.5);
        Check(Bytes.Mean([0], dtype: DType.Float64), DType.Float64, 101.5, 52);
        Check(Bytes.Prod(DType.Float64), DType.Float64, 240000);
        Check(Bytes.Prod(1, dtype: DType.Int16), DType.Int16, 20000, 12);
        Check(Bytes.CumSum(1, DType.UInt8), DType.UInt8, 200, 44, 3, 7);
        Check(Bytes.CumProd(1, dtype: DType.Float32), DType.Float32, 200, 20000, 3, 12);
        Check(X.NanSum(DType.Int64), DType.Int64, 11);
        Check(X.NanSum(0, dtype: DType.Float64), DType.Float64, 4.5, 7.5);
        Check(X.NanMean(dtype: DType.Float64), DType.Float64, 3);
        Check(Tensor.From([0, 0]).Softmax(0, DType.Float64), DType.Float64, 0.5, 0.5);
        Check(Tensor.From([0, 0]).Softmin(0, dtype: DType.Float64), DType.Float64, 0.5, 0.5);
        Check(Autograd.NN.F.Softmax(Tensor.From([0, 0]), 0, DType.Float64), DType.Float64, 0.5, 0.5);
        Check(Tensor.From([3]).LogSoftmax(0, DType.Float64), DType.Float64, 0);
        Assert.That(() => Bytes.Mean(DType.Int64), Throws.ArgumentException);
        Assert.That(() => X.Softmax(0, DType.Int64), Throws.ArgumentException.With.Message.EqualTo(
            "Softmax: the result is floating, and dtype is Int64; use Float32 or Float64 (Parameter 'dtype')"));
    }

    [Test]
    public void The_gradient_comes_back_in_the_type_of_the_input()
    {
        var x = Tensor.From([1f, 2f], requiresGrad: true);
        (x.Sum(DType.Float64) + x.Softmax(0, DType.Float64)[0] + x.CumProd(0, DType.Float64)[1]).Backward();
        Assert.That(x.Grad!.DType, Is.EqualTo(DType.Float32));
    }

    [Test]
    public void A_correction_is_given_with_or_without_dims_or_as_unbiased()
    {
        var x = Tensor.From([1.0, 3, 8], DType.Float64);
        Check(x.Var(), DType.Float64, 13);
        Check(x.Var(correction: 0), DType.Float64, 26.0 / 3);
        Check(x.Var(unbiased: false), DType.Float64, 26.0 / 3);
        Check(x.Var(false), DType.Float64, 26.0 / 3);
        Check(x.Var(unbiased: true), DType.Float64, 13);
        Check(x.Var(0, unbiased: false), DType.Float64, 26.0 / 3);
        Check(x.Var(0, false, keepDim: true), DType.Float64, 26.0 / 3);
        Check(x.Var([0], unbiased: false), DType.Float64, 26.0 / 3);
        Check(x.Var(0, correction: 2), DType.Float64, 26);
        Check(x.Std(correction: 2), DType.Float64, Math.Sqrt(26));
        Check(x.Std(unbiased: false), DType.Float64, Math.Sqrt(26.0 / 3));
        Check(x.VarMean(correction: 0).Var, DType.Float64, 26.0 / 3);
        Check(x.VarMean(unbiased: false).Mean, DType.Float64, 4);
        Check(x.StdMean(0, unbiased: true).Std, DType.Float64, Math.Sqrt(13));
        Check(x.StdMean([0], unbiased: false).Std, DType.Float64, Math.Sqrt(26.0 / 3));
    }

    [Test]
    public void Sums_and_differences_take_a_factor()
    {
        Check(X.Add(X, alpha: 2), DType.Float32, 4.5, 7.5, 9, 15);
        Check(X.Sub(X, 0.5), DType.Float32, 0.75, 1.25, 1.5, 2.5);
        Check(Tensor.From([1, 2]).Add(Tensor.From([3, 4]), alpha: -1), DType.Int64, -2, -2);
        Check(Tensor.From([1.0], DType.Float64).Add(Tensor.From([1]), 0.1), DType.Float64, 1.1);
        Check(X.Clone().AddInPlace(1, alpha: 2).SubInPlace(X, alpha: 1), DType.Float32, 2, 2, 2, 2);
        Assert.That(() => Tensor.From([1]).Add(Tensor.From([1]), 0.5), Throws.ArgumentException.With.Message.EqualTo(
            "Add: integers times alpha 0.5 are not integers; convert with To(DType.Float32) first (Parameter 'alpha')"));
        Assert.That(() => Tensor.From([1]).SubInPlace(Tensor.From([1]), 0.5), Throws.ArgumentException.With.Message.StartsWith("SubInPlace: integers"));
        Assert.That(() => Tensor.From([true]).Add(Tensor.From([true]), 1), Throws.ArgumentException.With.Message.EqualTo(
            "Add: alpha of two Bool tensors; convert one with To(DType.Int64) first (Parameter 'alpha')"));
        var (a, b) = (Tensor.From([1.0, 2], requiresGrad: true), Tensor.From([3.0, 4], requiresGrad: true));
        a.Sub(b, alpha: 3).Sum().Backward();
        Check(a.Grad!, DType.Float32, 1, 1);
        Check(b.Grad!, DType.Float32, -3, -3);
    }

    [Test]
    public void Products_of_one_rank_refuse_the_others()
    {
        Check(X.Mm(X), DType.Float32, 9.75, 16.25, 19.5, 32.5);
        Check(X.Mv(Tensor.From([1.0, 1])), DType.Float32, 4, 8);
        Check(X[TensorIndex.NewAxis].Bmm(X[TensorIndex.NewAxis]), DType.Float32, 9.75, 16.25, 19.5, 32.5);
        Assert.That(() => X.Mm(X[0]), Throws.ArgumentException.With.Message.EqualTo(
            "Mm: operands of shapes (2, 2) x (2,); it takes two matrices, use MatMul for others (Parameter 'mat2')"));
        Assert.That(() => X.Mv(X), Throws.ArgumentException.With.Message.EqualTo(
            "Mv: operands of shapes (2, 2) x (2, 2); it takes a matrix and a vector, use MatMul for others (Parameter 'vec')"));
        Assert.That(() => X.Bmm(X), Throws.ArgumentException.With.Message.EqualTo(
            "Bmm: operands of shapes (2, 2) x (2, 2); it takes two batches of matrices, use MatMul for others (Parameter 'mat2')"));
        Assert.That(() => Tensor.Zeros(2, 3, 4).Bmm(Tensor.Zeros(1, 4, 5)), Throws.ArgumentException.With.Message.EqualTo(
            "Bmm: batches of 2 and 1 matrices, (2, 3, 4) x (1, 4, 5); they must be as many, or use MatMul, which broadcasts (Parameter 'mat2')"));
    }

    [Test]
    public void A_number_may_be_of_any_kind()
    {
        var mask = Tensor.From([true, false]);
        Check(Tensor.Where(mask, 1L, 2.5), DType.Float32, 1, 2.5);
        Check(Tensor.Where(mask, 1, 2), DType.Int64, 1, 2);
        Check(Tensor.Where(mask, 1, Tensor.From([5.0, 6])), DType.Float32, 1, 6);
        Check(Tensor.Where(mask, Tensor.From([5, 6]), 0.5f), DType.Float32, 5, 0.5);
        Scalar number = 3;
        Check(Tensor.From([5, 7]) - number, DType.Int64, 2, 4);
        Check(number - Tensor.From([5.0, 7]), DType.Float32, -2, -4);
        Check(Tensor.From([5, 7]).Pow(number), DType.Int64, 125, 343);
        Check(Tensor.From([5, 7]).Eq(number), DType.Bool, 0, 0);
        Check(Tensor.From([1, 2]) - 0.5, DType.Float32, 0.5, 1.5);
        Check(Tensor.From([1, 2]) - 1, DType.Int64, 0, 1);
        Check(Tensor.From([1.0, 2]).AddMV(Tensor.Ones(2, 2), Tensor.Ones(2), beta: 2, alpha: 0.5), DType.Float32, 3, 5);
    }

    [Test]
    public void The_graph_may_be_kept_without_a_gradient_before_it()
    {
        var x = Tensor.From(3.0, requiresGrad: true);
        var y = x * x;
        y.Backward(retainGraph: true);
        y.Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(12));
    }

    private static void Check(Tensor actual, DType dtype, params double[] values)
    {
        Assert.That(actual.DType, Is.EqualTo(dtype));
        Assert.That(actual.ToArray<double>(), Is.EqualTo(values).Within(1e-6));
    }
}
