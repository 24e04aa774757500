namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// Divides by a power of the activity of neighbouring channels: y = x / (k + α·m)^β, where m is the mean of x² over a
    /// window of channels around, with zeros beyond the first and the last.
    /// </summary>
    /// <param name="input">x: (N, C, L, …), floating.</param>
    /// <param name="size">The channels of a window: size / 2 before, the channel, and (size − 1) / 2 behind.</param>
    /// <param name="alpha">α.</param>
    /// <param name="beta">β.</param>
    /// <param name="k">k.</param>
    /// <remarks>
    /// Recorded as its steps. After A. Krizhevsky et al., "ImageNet classification with deep convolutional neural networks"
    /// (2012); https://pytorch.org/docs/stable/generated/torch.nn.LocalResponseNorm.html.
    /// </remarks>
    /// <exception cref="ArgumentException">The input is not floating, or has no spatial dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1.</exception>
    public static Tensor LocalResponseNorm(Tensor input, int size, double alpha = 1e-4, double beta = 0.75, double k = 1) =>
        Tensor.LocalResponseNorm(NotNull(input), size, alpha, beta, k);
}
