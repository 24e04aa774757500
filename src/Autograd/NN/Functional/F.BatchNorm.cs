namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// Normalizes each channel to mean 0 and variance 1: y = (x − μ) / √(σ² + ε) · w + b, where μ and σ² are the mean and
    /// the mean square deviation over all samples and positions, or the running ones.
    /// </summary>
    /// <param name="input">x: (N, C, …), floating.</param>
    /// <param name="runningMean">The running mean, (C); while training it may be null, or is updated in place.</param>
    /// <param name="runningVar">The running variance, (C), of variances with divisor n − 1; likewise.</param>
    /// <param name="weight">w: (C); null for 1.</param>
    /// <param name="bias">b: (C); null for 0.</param>
    /// <param name="training">True to normalize with the input's own statistics, and to update the running ones.</param>
    /// <param name="momentum">The weight of the new statistics: running ← (1 − momentum)·running + momentum·new.</param>
    /// <param name="eps">ε, which keeps the divisor above 0.</param>
    /// <remarks>
    /// Gradients, with x̂ the normalized elements and h = g·w: (h − mean h − x̂·mean(h·x̂)) / √(σ² + ε) to the input, or
    /// h / √(σ² + ε) if the statistics are the running ones; the sums of g·x̂ and of g over each channel to weight and
    /// bias. After S. Ioffe and C. Szegedy, "Batch normalization" (2015);
    /// https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The input is not floating, has no channels, or has one value for each channel while training; the shapes do not
    /// fit; or there are no running statistics and it does not train.
    /// </exception>
    public static Tensor BatchNorm(
        Tensor input, Tensor? runningMean, Tensor? runningVar, Tensor? weight = null, Tensor? bias = null, bool training = false,
        double momentum = 0.1, double eps = 1e-5) =>
        Tensor.BatchNorm("BatchNorm", NotNull(input), runningMean, runningVar, weight, bias, training, momentum, eps);
}
