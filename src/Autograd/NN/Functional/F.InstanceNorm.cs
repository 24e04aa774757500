namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// Normalizes each channel of each sample to mean 0 and variance 1: y = (x − μ) / √(σ² + ε) · w + b, where μ and σ²
    /// are the mean and the mean square deviation over all positions, or the running ones of the channel.
    /// </summary>
    /// <param name="input">x: (N, C, L, …), floating.</param>
    /// <param name="runningMean">The running mean, (C), or null; updated in place by the mean over the samples.</param>
    /// <param name="runningVar">The running variance, (C), of variances with divisor n − 1, or null; likewise.</param>
    /// <param name="weight">w: (C); null for 1.</param>
    /// <param name="bias">b: (C); null for 0.</param>
    /// <param name="useInputStats">False to normalize with the running statistics.</param>
    /// <param name="momentum">The weight of the new statistics: running ← (1 − momentum)·running + momentum·new.</param>
    /// <param name="eps">ε, which keeps the divisor above 0.</param>
    /// <remarks>
    /// Gradients as <see cref="BatchNorm"/>'s, with means over positions. After D. Ulyanov et al., "Instance normalization"
    /// (2016); https://pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The input is not floating, or has one position only; the shapes do not fit; or there are no running statistics to
    /// normalize with.
    /// </exception>
    public static Tensor InstanceNorm(
        Tensor input, Tensor? runningMean = null, Tensor? runningVar = null, Tensor? weight = null, Tensor? bias = null,
        bool useInputStats = true, double momentum = 0.1, double eps = 1e-5) =>
        Tensor.InstanceNorm("InstanceNorm", NotNull(input), runningMean, runningVar, weight, bias, useInputStats, momentum, eps);
}
