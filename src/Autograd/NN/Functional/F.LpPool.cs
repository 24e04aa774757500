namespace Autograd.NN;

public static partial class F
{
    /// <summary>The p-norm of each window of a signal: (Σ xᵖ)^(1/p), and 0 where the sum is negative.</summary>
    /// <param name="input">A floating tensor: (N, C, L), or (C, L) without a batch.</param>
    /// <param name="normType">p; for ∞ take <see cref="MaxPool1d"/>.</param>
    /// <param name="kernelSize">The size of a window, one number.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <exception cref="ArgumentException">The input is not floating, or the sizes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static Tensor LpPool1d(Tensor input, double normType, Shape kernelSize, Shape? stride = null, bool ceilMode = false) =>
        Tensor.LpPool("LpPool1d", 1, NotNull(input), normType, NotNull(kernelSize), stride, ceilMode);

    /// <summary>The p-norm of each window of an image: (Σ xᵖ)^(1/p), and 0 where the sum is negative.</summary>
    /// <param name="input">A floating tensor: (N, C, H, W), or (C, H, W) without a batch.</param>
    /// <param name="normType">p; for ∞ take <see cref="MaxPool2d"/>.</param>
    /// <param name="kernelSize">The size of a window, one number or two.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <inheritdoc cref="LpPool1d" path="/exception"/>
    public static Tensor LpPool2d(Tensor input, double normType, Shape kernelSize, Shape? stride = null, bool ceilMode = false) =>
        Tensor.LpPool("LpPool2d", 2, NotNull(input), normType, NotNull(kernelSize), stride, ceilMode);

    /// <summary>The p-norm of each window of a volume: (Σ xᵖ)^(1/p), and 0 where the sum is negative.</summary>
    /// <param name="input">A floating tensor: (N, C, D, H, W), or (C, D, H, W) without a batch.</param>
    /// <param name="normType">p; for ∞ take <see cref="MaxPool3d"/>.</param>
    /// <param name="kernelSize">The size of a window, one number or three.</param>
    /// <param name="stride">The distance of windows, by default their size.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <inheritdoc cref="LpPool1d" path="/exception"/>
    public static Tensor LpPool3d(Tensor input, double normType, Shape kernelSize, Shape? stride = null, bool ceilMode = false) =>
        Tensor.LpPool("LpPool3d", 3, NotNull(input), normType, NotNull(kernelSize), stride, ceilMode);
}
