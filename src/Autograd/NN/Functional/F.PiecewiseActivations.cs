namespace Autograd.NN;

public static partial class F
{
    /// <summary>max(x, 0) of each element; see <see cref="Tensor.Relu"/>.</summary>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public static Tensor Relu(Tensor input) => NotNull(input).Relu();

    /// <summary>min(max(x, 0), 6) of each element; see <see cref="Tensor.Relu6"/>.</summary>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public static Tensor Relu6(Tensor input) => NotNull(input).Relu6();

    /// <summary>x, or negativeSlope · x where x is negative; see <see cref="Tensor.LeakyRelu"/>.</summary>
    public static Tensor LeakyRelu(Tensor input, double negativeSlope = 0.01) =>
        NotNull(input).LeakyRelu(negativeSlope);

    /// <summary>
    /// x, or weight · x where x is negative, with a weight for each channel; see
    /// <see cref="Tensor.Prelu"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The weight is neither one number nor one for each channel.</exception>
    public static Tensor Prelu(Tensor input, Tensor weight) => NotNull(input).Prelu(weight);

    /// <summary>x between the bounds, else the nearer bound; see <see cref="Tensor.Hardtanh"/>.</summary>
    /// <exception cref="ArgumentException">The lower bound is above the upper, or the tensor is Bool.</exception>
    public static Tensor Hardtanh(Tensor input, double minVal = -1, double maxVal = 1) =>
        NotNull(input).Hardtanh(minVal, maxVal);

    /// <summary>min(max(x + 3, 0), 6) / 6 of each element; see <see cref="Tensor.Hardsigmoid"/>.</summary>
    public static Tensor Hardsigmoid(Tensor input) => NotNull(input).Hardsigmoid();

    /// <summary>x · min(max(x + 3, 0), 6) / 6 of each element; see <see cref="Tensor.Hardswish"/>.</summary>
    public static Tensor Hardswish(Tensor input) => NotNull(input).Hardswish();

    /// <summary>x, or 0 where |x| is at most lambd; see <see cref="Tensor.Hardshrink"/>.</summary>
    public static Tensor Hardshrink(Tensor input, double lambd = 0.5) => NotNull(input).Hardshrink(lambd);

    /// <summary>
    /// x moved towards 0 by lambd, or 0 where |x| is at most lambd; see <see cref="Tensor.Softshrink"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative.</exception>
    public static Tensor Softshrink(Tensor input, double lambd = 0.5) => NotNull(input).Softshrink(lambd);

    /// <summary>x above the threshold, else the value; see <see cref="Tensor.Threshold"/>.</summary>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public static Tensor Threshold(Tensor input, double threshold, double value) =>
        NotNull(input).Threshold(threshold, value);
}
