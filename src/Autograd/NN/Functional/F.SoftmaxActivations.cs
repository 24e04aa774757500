namespace Autograd.NN;

public static partial class F
{
    /// <summary>eˣ divided by its sum along a dimension; see <see cref="Tensor.Softmax"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Softmax(Tensor input, int dim, DType? dtype = null) => NotNull(input).Softmax(dim, dtype);

    /// <summary>The logarithm of <see cref="Softmax"/>; see <see cref="Tensor.LogSoftmax"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor LogSoftmax(Tensor input, int dim, DType? dtype = null) => NotNull(input).LogSoftmax(dim, dtype);

    /// <summary>The softmax of −x; see <see cref="Tensor.Softmin"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Softmin(Tensor input, int dim, DType? dtype = null) => NotNull(input).Softmin(dim, dtype);
}
