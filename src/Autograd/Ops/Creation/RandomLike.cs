namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Numbers drawn evenly from [0, 1), with the shape and type of another tensor; <c>torch.rand_like</c>, number for
    /// number.
    /// </summary>
    /// <param name="other">The tensor that gives the shape.</param>
    /// <param name="dtype">Another floating type.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor RandLike(Tensor other, DType? dtype = null, Generator? generator = null, bool requiresGrad = false) =>
        Leaf(NewFloatingLike("RandLike", NotNull(other), dtype).UniformInPlace(0, 1, generator), requiresGrad);

    /// <summary>
    /// Numbers drawn from the standard normal distribution, with the shape and type of another tensor;
    /// <c>torch.randn_like</c>, number for number.
    /// </summary>
    /// <param name="other">The tensor that gives the shape.</param>
    /// <param name="dtype">Another floating type.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor RandNLike(Tensor other, DType? dtype = null, Generator? generator = null, bool requiresGrad = false) =>
        Leaf(NewFloatingLike("RandNLike", NotNull(other), dtype).NormalInPlace(0, 1, generator), requiresGrad);

    /// <summary>
    /// Integers drawn evenly from [low, high), with the shape and type of another tensor; <c>torch.randint_like</c>,
    /// number for number.
    /// </summary>
    /// <param name="other">The tensor that gives the shape.</param>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The upper bound, itself never drawn.</param>
    /// <param name="dtype">Another type.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit into the type.</exception>
    public static Tensor RandIntLike(Tensor other, long low, long high, DType? dtype = null, Generator? generator = null) =>
        EmptyLike(NotNull(other), dtype).DrawIntegers("RandIntLike", low, high, generator);

    private static Tensor NewFloatingLike(string op, Tensor other, DType? dtype)
    {
        var type = dtype ?? other._dtype;
        if (!type.IsFloatingPoint()) throw new ArgumentException($"{op}: numbers of type {type}; pass dtype: DType.Float32 or Float64");
        return EmptyLike(other, type);
    }
}
