namespace Autograd.NN;

/// <summary>
/// The variance that the scale of an initialization preserves: that of the forward or of the backward pass.
/// </summary>
public enum FanMode
{
    /// <summary>The number of inputs of a unit; preserves the variance of activations.</summary>
    FanIn,

    /// <summary>The number of units that an input is connected to; preserves the variance of gradients.</summary>
    FanOut,
}

/// <summary>
/// Initializes tensors in place, without recording, with numbers of PyTorch's random stream; <c>torch.nn.init</c>.
/// Every method returns the tensor that it filled.
/// </summary>
/// <remarks>Random numbers come from <see cref="Generator.Default"/> unless another generator is given.</remarks>
public static partial class Init
{
    /// <summary>Fills with 0.</summary>
    public static Tensor Zeros(Tensor tensor) => Constant(NotNull(tensor), 0);

    /// <summary>Fills with 1.</summary>
    public static Tensor Ones(Tensor tensor) => Constant(NotNull(tensor), 1);

    /// <summary>Fills with a number.</summary>
    public static Tensor Constant(Tensor tensor, Scalar value)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var _ = GradMode.NoGrad();
        tensor.FillInPlace(value);
        return tensor;
    }

    /// <summary>Fills from the uniform distribution U(from, to).</summary>
    /// <exception cref="ArgumentException">The tensor is not floating, or the bounds are out of order.</exception>
    public static Tensor Uniform(Tensor tensor, double from = 0, double to = 1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        CheckFloating("Uniform", tensor);
        generator ??= Generator.Default;
        var target = tensor.IsContiguous ? tensor : Tensor.Zeros(tensor.Shape, tensor.DType);
        target.FillUniform(from, to, generator);
        return Finish(tensor, target);
    }

    /// <summary>Fills from the normal distribution N(mean, std²).</summary>
    /// <exception cref="ArgumentException">The tensor is not floating, or the deviation is negative.</exception>
    public static Tensor Normal(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        CheckFloating("Normal", tensor);
        generator ??= Generator.Default;
        var target = tensor.IsContiguous ? tensor : Tensor.Zeros(tensor.Shape, tensor.DType);
        target.FillNormal(mean, std, generator);
        return Finish(tensor, target);
    }

    /// <summary>
    /// Fills from U(−b, b) with b = gain·√(6 / (fan_in + fan_out)), after X. Glorot and Y. Bengio, "Understanding the
    /// difficulty of training deep feedforward neural networks" (2010).
    /// </summary>
    /// <exception cref="ArgumentException">The tensor is not floating, or has fewer than two dimensions.</exception>
    public static Tensor XavierUniform(Tensor tensor, double gain = 1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var bound = Math.Sqrt(3.0) * XavierStd("XavierUniform", tensor, gain);
        return Uniform(tensor, -bound, bound, generator);
    }

    /// <summary>Fills from N(0, s²) with s = gain·√(2 / (fan_in + fan_out)); see <see cref="XavierUniform"/>.</summary>
    /// <exception cref="ArgumentException">The tensor is not floating, or has fewer than two dimensions.</exception>
    public static Tensor XavierNormal(Tensor tensor, double gain = 1, Generator? generator = null) =>
        Normal(NotNull(tensor), 0, XavierStd("XavierNormal", tensor, gain), generator);

    /// <summary>
    /// Fills from U(−b, b) with b = √3·gain/√fan, which for layers followed by a rectifier of slope
    /// <paramref name="a"/> below zero is √3·√(2 / (1 + a²)) / √fan, after K. He et al., "Delving deep into rectifiers"
    /// (2015); see <see cref="CalculateGain"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor is not floating, or has fewer than two dimensions.</exception>
    public static Tensor KaimingUniform(
        Tensor tensor, double a = 0, FanMode mode = FanMode.FanIn, Nonlinearity nonlinearity = Nonlinearity.LeakyRelu,
        Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var bound = Math.Sqrt(3.0) * KaimingStd("KaimingUniform", tensor, a, mode, nonlinearity);
        return Uniform(tensor, -bound, bound, generator);
    }

    /// <summary>Fills from N(0, s²) with s = gain/√fan; see <see cref="KaimingUniform"/>.</summary>
    /// <exception cref="ArgumentException">The tensor is not floating, or has fewer than two dimensions.</exception>
    public static Tensor KaimingNormal(
        Tensor tensor, double a = 0, FanMode mode = FanMode.FanIn, Nonlinearity nonlinearity = Nonlinearity.LeakyRelu,
        Generator? generator = null) =>
        Normal(NotNull(tensor), 0, KaimingStd("KaimingNormal", tensor, a, mode, nonlinearity), generator);

    private static double XavierStd(string op, Tensor tensor, double gain)
    {
        var (fanIn, fanOut) = Fans(op, tensor);
        return tensor.Numel == 0 ? 0 : gain * Math.Sqrt(2.0 / (fanIn + fanOut));
    }

    private static double KaimingStd(string op, Tensor tensor, double a, FanMode mode, Nonlinearity nonlinearity)
    {
        var (fanIn, fanOut) = Fans(op, tensor);
        return tensor.Numel == 0 ? 0 : CalculateGain(nonlinearity, a) / Math.Sqrt(mode == FanMode.FanIn ? fanIn : fanOut);
    }

    private static void CheckFloating(string op, Tensor tensor)
    {
        if (!tensor.DType.IsFloatingPoint())
            throw new ArgumentException(
                $"{op}: the tensor is {tensor.DType}; only floating tensors are filled from a distribution: convert with Float()");
    }

    private static Tensor Finish(Tensor tensor, Tensor filled)
    {
        using var _ = GradMode.NoGrad();
        if (ReferenceEquals(tensor, filled)) tensor.MarkWritten();
        else tensor.CopyInPlace(filled);
        return tensor;
    }
}
