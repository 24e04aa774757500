namespace Autograd.NN;

/// <summary>A bilinear map of two inputs: y_k = x₁ᵀ·W_k·x₂ + b_k; see <see cref="F.Bilinear"/>.</summary>
/// <remarks>
/// Shapes: (…, in1Features) and (…, in2Features) → (…, outFeatures). W and b are initialized uniformly in
/// ±1/√in1Features, W first, as in PyTorch. <c>torch.nn.Bilinear</c>.
/// </remarks>
public sealed class Bilinear : Module
{
    /// <summary>Makes the layer and initializes its parameters.</summary>
    /// <param name="in1Features">The size of the first input's last dimension, at least 1.</param>
    /// <param name="in2Features">The size of the second input's last dimension.</param>
    /// <param name="outFeatures">The size of the output's last dimension.</param>
    /// <param name="bias">True if the layer has a bias b.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or in1Features is 0.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public Bilinear(int in1Features, int in2Features, int outFeatures, bool bias = true, DType dtype = DType.Float32)
    {
        if (in1Features < 1)
            throw new ArgumentOutOfRangeException(nameof(in1Features), $"Bilinear: in1Features is {in1Features}; pass 1 or more");
        (In1Features, In2Features, OutFeatures) = (in1Features, in2Features, outFeatures);
        var bound = 1 / Math.Sqrt(in1Features);
        Weight = Parameter.From(Init.Uniform(Tensor.Zeros([outFeatures, in1Features, in2Features], dtype), -bound, bound));
        if (bias) Bias = Parameter.From(Init.Uniform(Tensor.Zeros([outFeatures], dtype), -bound, bound));
    }

    /// <summary>The size of the first input's last dimension.</summary>
    public int In1Features { get; }

    /// <summary>The size of the second input's last dimension.</summary>
    public int In2Features { get; }

    /// <summary>The size of the output's last dimension.</summary>
    public int OutFeatures { get; }

    /// <summary>W: (outFeatures, in1Features, in2Features).</summary>
    public Tensor Weight
    {
        get => Computed("weight", field);
    }

    /// <summary>b: (outFeatures), or null.</summary>
    public Tensor? Bias
    {
        get => Computed("bias", field);
    }

    /// <summary>Computes the layer's output.</summary>
    /// <param name="input1">(…, in1Features).</param>
    /// <param name="input2">(…, in2Features), with the same leading dimensions.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor input1, Tensor input2) => IsHooked
        ? RunHooks((input1, input2), args => Forward(args.input1, args.input2))
        : F.Bilinear(NotNull(input1), NotNull(input2), Weight, Bias);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"in1_features={In1Features}, in2_features={In2Features}, out_features={OutFeatures}, bias={PythonFormat.Flag(Bias is not null)}";
}
