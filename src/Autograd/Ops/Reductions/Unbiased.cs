namespace Autograd;

// PyTorch's older spelling of the correction: unbiased means a correction of 1, biased a correction of 0.
public sealed partial class Tensor
{
    /// <summary>
    /// The variance of all elements, unbiased or not; see <see cref="Var(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    public Tensor Var(bool unbiased) => Var([], Correction(unbiased));

    /// <summary>
    /// The variance over one dimension, unbiased or not; see <see cref="Var(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Var(int dim, bool unbiased, bool keepDim = false) => Var([dim], Correction(unbiased), keepDim);

    /// <summary>
    /// The variance over several dimensions, unbiased or not; see <see cref="Var(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Var(ReadOnlySpan<int> dims, bool unbiased, bool keepDim = false) => Var(dims, Correction(unbiased), keepDim);

    /// <summary>
    /// The standard deviation of all elements, unbiased or not; see <see cref="Std(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    public Tensor Std(bool unbiased) => Std([], Correction(unbiased));

    /// <summary>
    /// The standard deviation over one dimension, unbiased or not; see <see cref="Std(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Std(int dim, bool unbiased, bool keepDim = false) => Std([dim], Correction(unbiased), keepDim);

    /// <summary>
    /// The standard deviation over several dimensions, unbiased or not; see
    /// <see cref="Std(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Std(ReadOnlySpan<int> dims, bool unbiased, bool keepDim = false) => Std(dims, Correction(unbiased), keepDim);

    /// <summary>
    /// The variance and the mean of all elements, unbiased or not; see
    /// <see cref="VarMean(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    public (Tensor Var, Tensor Mean) VarMean(bool unbiased) => VarMean([], Correction(unbiased));

    /// <summary>
    /// The variance and the mean over one dimension, unbiased or not; see
    /// <see cref="VarMean(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Var, Tensor Mean) VarMean(int dim, bool unbiased, bool keepDim = false) => VarMean([dim], Correction(unbiased), keepDim);

    /// <summary>
    /// The variance and the mean over several dimensions, unbiased or not; see
    /// <see cref="VarMean(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Var, Tensor Mean) VarMean(ReadOnlySpan<int> dims, bool unbiased, bool keepDim = false) => VarMean(dims, Correction(unbiased), keepDim);

    /// <summary>
    /// The standard deviation and the mean of all elements, unbiased or not; see
    /// <see cref="StdMean(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    public (Tensor Std, Tensor Mean) StdMean(bool unbiased) => StdMean([], Correction(unbiased));

    /// <summary>
    /// The standard deviation and the mean over one dimension, unbiased or not; see
    /// <see cref="StdMean(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <param name="keepDim">True to keep the dimension, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Std, Tensor Mean) StdMean(int dim, bool unbiased, bool keepDim = false) => StdMean([dim], Correction(unbiased), keepDim);

    /// <summary>
    /// The standard deviation and the mean over several dimensions, unbiased or not; see
    /// <see cref="StdMean(ReadOnlySpan{int}, int, bool)"/>.
    /// </summary>
    /// <param name="dims">The dimensions; none means all.</param>
    /// <param name="unbiased">True for a correction of 1, false for 0.</param>
    /// <param name="keepDim">True to keep the dimensions, with size 1.</param>
    /// <exception cref="ArgumentException">The tensor is not floating, or a dimension is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public (Tensor Std, Tensor Mean) StdMean(ReadOnlySpan<int> dims, bool unbiased, bool keepDim = false) => StdMean(dims, Correction(unbiased), keepDim);

    private static int Correction(bool unbiased) => unbiased ? 1 : 0;
}
