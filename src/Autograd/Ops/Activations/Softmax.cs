using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>exp(xᵢ) / Σⱼ exp(xⱼ) along a dimension: positive, with sum 1. Integers become Float32 first.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="dtype">A floating type for the result, to which the elements are converted first.</param>
    /// <remarks>
    /// The maximum is subtracted first, so that large elements do not overflow. Gradient: y·(g − Σ g·y), from the saved
    /// output.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Softmax(int dim, DType? dtype = null) => SoftmaxInput("Softmax", dtype).SoftmaxOver<PlainSoftmax>("Softmax", dim);

    /// <summary>
    /// The logarithm of <see cref="Softmax"/>, xᵢ − log Σⱼ exp(xⱼ), without the rounding error of computing the two in
    /// turn.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="dtype">A floating type for the result, to which the elements are converted first.</param>
    /// <remarks>Integers become Float32 first. Gradient: g − eʸ·Σ g, from the saved output.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor LogSoftmax(int dim, DType? dtype = null) => SoftmaxInput("LogSoftmax", dtype).SoftmaxOver<LogOfSoftmax>("LogSoftmax", dim);

    /// <summary>
    /// <see cref="Softmax"/> of the negated elements, so that the smallest has the greatest weight. Integers become
    /// Float32 first.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="dtype">A floating type for the result, to which the elements are converted first.</param>
    /// <remarks>Gradient: that of the softmax, negated.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Softmin(int dim, DType? dtype = null) => (-SoftmaxInput("Softmin", dtype)).Softmax(dim);

    private Tensor SoftmaxInput(string op, DType? dtype)
    {
        if (dtype is not { } type) return Floating();
        if (!type.IsFloatingPoint())
            throw new ArgumentException($"{op}: the result is floating, and dtype is {type}; use Float32 or Float64", nameof(dtype));
        return To(type);
    }
}
