namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// Normalizes groups of channels of each sample to mean 0 and variance 1, then scales and shifts each channel:
    /// y = (x − μ) / √(σ² + ε) · w + b, where μ and σ² are the mean and the mean square deviation over the group.
    /// </summary>
    /// <param name="input">x: (N, C, …), floating.</param>
    /// <param name="numGroups">The number of groups of neighbouring channels; C is a multiple of it.</param>
    /// <param name="weight">w: (C); null for 1.</param>
    /// <param name="bias">b: (C); null for 0.</param>
    /// <param name="eps">ε, which keeps the divisor above 0.</param>
    /// <remarks>
    /// Gradients as <see cref="BatchNorm"/>'s, with means over groups. After Y. Wu and K. He, "Group normalization" (2018);
    /// https://pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The input is not floating, or a group has one value only; or the shapes do not fit.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">numGroups is less than 1.</exception>
    public static Tensor GroupNorm(Tensor input, int numGroups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
        Tensor.GroupNorm("GroupNorm", NotNull(input), numGroups, weight, bias, eps);
}
