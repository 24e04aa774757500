namespace Autograd.NN;

public static partial class F
{
    /// <summary>For each class, a row of zeros with a 1 at its index; see <see cref="Tensor.OneHot"/>.</summary>
    /// <exception cref="ArgumentException">
    /// The tensor is not of an integer type, or it is empty and the number of classes is not given.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An element is negative or not less than the number of classes.
    /// </exception>
    public static Tensor OneHot(Tensor tensor, int numClasses = -1) => NotNull(tensor).OneHot(numClasses);
}
