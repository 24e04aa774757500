namespace Autograd.NN;

/// <summary>
/// Normalizes groups of channels of each sample, then scales and shifts each channel; see <see cref="F.GroupNorm"/>.
/// </summary>
/// <remarks>Shapes: (N, numChannels, …) → the same. The weight is initialized with ones and the bias with zeros.</remarks>
public sealed class GroupNorm : UnaryModule
{
    /// <summary>Makes the layer.</summary>
    /// <param name="numGroups">The number of groups.</param>
    /// <param name="numChannels">C, the number of channels, a multiple of it.</param>
    /// <param name="eps">ε, the term added to the variance.</param>
    /// <param name="affine">True if the layer has a weight and a bias.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="ArgumentException">numChannels is no multiple of numGroups, or the type is not floating.</exception>
    public GroupNorm(int numGroups, int numChannels, double eps = 1e-5, bool affine = true, DType dtype = DType.Float32)
    {
        if (numGroups < 1)
            throw new ArgumentOutOfRangeException(nameof(numGroups), $"GroupNorm: numGroups is {numGroups}; it must be 1 or more");
        if (numChannels < 0 || numChannels % numGroups != 0)
            throw new ArgumentException($"GroupNorm: numChannels {numChannels} for numGroups {numGroups}; it must be a multiple of it");
        (NumGroups, NumChannels, Eps) = (numGroups, numChannels, eps);
        if (!affine) return;
        Weight = Parameter.From(Tensor.Ones([numChannels], dtype));
        Bias = Parameter.From(Tensor.Zeros([numChannels], dtype));
    }

    /// <summary>The number of groups.</summary>
    public int NumGroups { get; }

    /// <summary>C, the number of channels.</summary>
    public int NumChannels { get; }

    /// <summary>ε, the term added to the variance.</summary>
    public double Eps { get; }

    /// <summary>w: (C), or null.</summary>
    public Tensor? Weight
    {
        get => Computed("weight", field);
    }

    /// <summary>b: (C), or null.</summary>
    public Tensor? Bias
    {
        get => Computed("bias", field);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has other channels, or one value for each group.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : Tensor.GroupNorm("GroupNorm", NotNull(x), NumGroups, Weight, Bias, Eps);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NumGroups}, {NumChannels}, eps={PythonFormat.Number(Eps)}, affine={PythonFormat.Flag(Weight is not null)}";
}
