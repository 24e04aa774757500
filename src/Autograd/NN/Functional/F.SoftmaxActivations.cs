namespace Autograd.NN;

public static partial class F
{
    /// <summary>eˣ divided by its sum along a dimension; see <see cref="Tensor.Softmax"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Softmax(Tensor input, int dim) => NotNull(input).Softmax(dim);

    /// <summary>The logarithm of <see cref="Softmax"/>; see <see cref="Tensor.LogSoftmax"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor LogSoftmax(Tensor input, int dim) => NotNull(input).LogSoftmax(dim);

    /// <summary>The softmax of −x; see <see cref="Tensor.Softmin"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Softmin(Tensor input, int dim) => NotNull(input).Softmin(dim);
}
