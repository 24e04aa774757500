namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// Normalizes the last dimensions to mean 0 and variance 1: y = (x − μ) / √(σ² + ε) · w + b, where μ and σ² are the
    /// mean and the mean square deviation over those dimensions.
    /// </summary>
    /// <param name="input">x: (…, normalizedShape), floating.</param>
    /// <param name="normalizedShape">The sizes of the dimensions over which to normalize, the input's last.</param>
    /// <param name="weight">w, of shape normalizedShape; null for 1.</param>
    /// <param name="bias">b, of shape normalizedShape; null for 0.</param>
    /// <param name="eps">ε, which keeps the divisor above 0.</param>
    /// <remarks>
    /// Gradients, with x̂ the normalized elements and h = g·w: (h − mean h − x̂·mean(h·x̂)) / √(σ² + ε) to the input,
    /// the sums of g·x̂ and of g over the other dimensions to weight and bias; one pass over memory. After J. Ba et
    /// al., "Layer normalization" (2016).
    /// </remarks>
    /// <exception cref="ArgumentException">The input is not floating, or the shapes do not fit.</exception>
    public static Tensor LayerNorm(
        Tensor input, Shape normalizedShape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(normalizedShape);
        return Tensor.LayerNorm(input, normalizedShape, weight, bias, eps);
    }
}
