namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// Divides by the root mean square over the last dimensions: y = x / √(mean x² + ε) · w.
    /// </summary>
    /// <param name="input">x: (…, normalizedShape), floating.</param>
    /// <param name="normalizedShape">The sizes of the dimensions over which to normalize, the input's last.</param>
    /// <param name="weight">w, of shape normalizedShape; null for 1.</param>
    /// <param name="eps">
    /// ε, which keeps the divisor above 0; null for the distance of 1 to the next number of the input's type.
    /// </param>
    /// <remarks>
    /// Gradients, with x̂ the normalized elements and h = g·w: (h − x̂·mean(h·x̂)) / √(mean x² + ε) to the input, the sum
    /// of g·x̂ over the other dimensions to the weight. After B. Zhang and R. Sennrich, "Root mean square layer
    /// normalization" (2019); https://pytorch.org/docs/stable/generated/torch.nn.RMSNorm.html.
    /// </remarks>
    /// <exception cref="ArgumentException">The input is not floating, or the shapes do not fit.</exception>
    public static Tensor RmsNorm(Tensor input, Shape normalizedShape, Tensor? weight = null, double? eps = null) =>
        Tensor.RmsNorm("RmsNorm", NotNull(input), NotNull(normalizedShape), weight, eps);
}
