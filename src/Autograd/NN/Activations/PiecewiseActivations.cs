namespace Autograd.NN;

/// <summary>max(x, 0) of each element x.</summary>
public sealed class ReLU : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Relu();
}

/// <summary>min(max(x, 0), 6) of each element x.</summary>
public sealed class ReLU6 : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Relu6();
}

/// <summary>x where x is positive, else negativeSlope·x, of each element x.</summary>
/// <param name="negativeSlope">The factor of elements below 0.</param>
public sealed class LeakyReLU(double negativeSlope = 0.01) : UnaryModule
{
    /// <summary>The factor of elements below 0.</summary>
    public double NegativeSlope => negativeSlope;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).LeakyRelu(negativeSlope);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"negative_slope={PythonFormat.Number(negativeSlope)}";
}

/// <summary>
/// x where x is positive, else w·x, of each element x; w is a parameter, either one for all or one for each channel.
/// </summary>
/// <remarks>
/// For several channels the input's shape is (N, C, …). Train the weight without weight decay. After K. He et al.,
/// "Delving deep into rectifiers" (2015).
/// </remarks>
public sealed class PReLU : UnaryModule
{
    /// <summary>Makes the module.</summary>
    /// <param name="numParameters">1, or the number of channels.</param>
    /// <param name="init">The initial value of every weight.</param>
    /// <param name="dtype">The weight's floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="InvalidOperationException">The type is not floating.</exception>
    public PReLU(int numParameters = 1, double init = 0.25, DType dtype = DType.Float32)
    {
        NumParameters = numParameters;
        Weight = Parameter.From(Tensor.Full([numParameters], init, dtype));
    }

    /// <summary>1, or the number of channels.</summary>
    public int NumParameters { get; }

    /// <summary>w: (numParameters).</summary>
    public Tensor Weight { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has another number of channels.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Prelu(Weight);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"num_parameters={NumParameters}";
}

/// <summary>x where x is above the threshold, else the value, of each element x.</summary>
/// <param name="threshold">Elements up to this value are replaced.</param>
/// <param name="value">The value that replaces them.</param>
public sealed class Threshold(double threshold, double value) : UnaryModule
{
    /// <summary>Elements up to this value are replaced.</summary>
    public double At => threshold;

    /// <summary>The value that replaces them.</summary>
    public double Value => value;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Threshold(threshold, value);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"threshold={PythonFormat.Shortest(threshold)}, value={PythonFormat.Shortest(value)}";
}

/// <summary>min(max(x, minVal), maxVal) of each element x.</summary>
/// <param name="minVal">The lower bound.</param>
/// <param name="maxVal">The upper bound.</param>
public sealed class Hardtanh(double minVal = -1, double maxVal = 1) : UnaryModule
{
    /// <summary>The lower bound.</summary>
    public double MinVal => minVal;

    /// <summary>The upper bound.</summary>
    public double MaxVal => maxVal;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Hardtanh(minVal, maxVal);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"min_val={PythonFormat.Number(minVal)}, max_val={PythonFormat.Number(maxVal)}";
}

/// <summary>min(max(x + 3, 0), 6) / 6 of each element x.</summary>
public sealed class Hardsigmoid : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Hardsigmoid();
}

/// <summary>x·min(max(x + 3, 0), 6) / 6 of each element x.</summary>
public sealed class Hardswish : UnaryModule
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Hardswish();
}

/// <summary>x, or 0 where |x| ≤ λ, of each element x.</summary>
/// <param name="lambd">λ</param>
public sealed class Hardshrink(double lambd = 0.5) : UnaryModule
{
    /// <summary>λ</summary>
    public double Lambd => lambd;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Hardshrink(lambd);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{PythonFormat.Number(lambd)}";
}

/// <summary>x moved towards 0 by λ, or 0 where |x| ≤ λ, of each element x.</summary>
/// <param name="lambd">λ, at least 0.</param>
public sealed class Softshrink(double lambd = 0.5) : UnaryModule
{
    /// <summary>λ, at least 0.</summary>
    public double Lambd => lambd;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : NotNull(x).Softshrink(lambd);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{PythonFormat.Number(lambd)}";
}
