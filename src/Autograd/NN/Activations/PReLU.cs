namespace Autograd.NN;

/// <summary>x above 0 and w·x below, of each element x, where w is learned: one for all, or one for each channel.</summary>
/// <remarks>
/// For several channels the input's shape is (N, C, …). The weight should not decay. K. He et al., "Delving deep into rectifiers" (2015).
/// </remarks>
public sealed class PReLU : UnaryModule
{
    /// <summary>Makes the module.</summary>
    /// <param name="numParameters">1, or the number of channels.</param>
    /// <param name="init">What every weight begins as.</param>
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
    public override Tensor Forward(Tensor x) => NotNull(x).Prelu(Weight);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"num_parameters={NumParameters}";
}
