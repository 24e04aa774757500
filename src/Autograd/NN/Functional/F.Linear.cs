namespace Autograd.NN;

/// <summary>Losses, layers and activations as functions without state; <c>torch.nn.functional</c>.</summary>
public static partial class F
{
    /// <summary>x·Wᵀ + b, for every row of the input.</summary>
    /// <param name="input">The rows: (…, inFeatures).</param>
    /// <param name="weight">
    /// W: (outFeatures, inFeatures), as PyTorch keeps it, or (inFeatures) for one output without a dimension of its
    /// own.
    /// </param>
    /// <param name="bias">b: (outFeatures), or () for the one output; null for none.</param>
    /// <returns>(…, outFeatures), or (…) for the one output, of the operands' promoted type.</returns>
    /// <remarks>Gradients: g·W to the input, gᵀ·x to the weight, the sum of g's rows to the bias.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Tensor Linear(Tensor input, Tensor weight, Tensor? bias = null) => Tensor.Linear(NotNull(input), NotNull(weight), bias);
}
