namespace Autograd.NN;

/// <summary>Applies an affine map to the last dimension: y = x·Wᵀ + b.</summary>
/// <remarks>
/// Shapes: (…, inFeatures) → (…, outFeatures). W and b are initialized uniformly in ±1/√inFeatures, W first, as in
/// PyTorch.
/// </remarks>
public class Linear : UnaryModule, IMultiplyAdds
{
    /// <summary>Makes the layer and initializes its parameters.</summary>
    /// <param name="inFeatures">The size of the input's last dimension.</param>
    /// <param name="outFeatures">The size of the output's last dimension.</param>
    /// <param name="bias">True if the layer has a bias b.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public Linear(int inFeatures, int outFeatures, bool bias = true, DType dtype = DType.Float32)
    {
        (InFeatures, OutFeatures) = (inFeatures, outFeatures);
        Weight = Parameter.From(Init.KaimingUniform(Tensor.Zeros([outFeatures, inFeatures], dtype), a: Math.Sqrt(5)));
        if (!bias) return;
        var bound = inFeatures > 0 ? 1 / Math.Sqrt(inFeatures) : 0;
        Bias = Parameter.From(Init.Uniform(Tensor.Zeros([outFeatures], dtype), -bound, bound));
    }

    /// <summary>The size of the input's last dimension.</summary>
    public int InFeatures { get; }

    /// <summary>The size of the output's last dimension.</summary>
    public int OutFeatures { get; }

    /// <summary>W: (outFeatures, inFeatures). Set it to another module's parameter to share that parameter.</summary>
    /// <exception cref="ArgumentException">Set to a tensor that is not a parameter, or of another shape.</exception>
    public Tensor Weight
    {
        get;
        set => field = Parameter.Replace("Linear", field, value);
    }

    /// <summary>b: (outFeatures), or null.</summary>
    public Tensor? Bias { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input's last size is not inFeatures.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : F.Linear(NotNull(x), Weight, Bias);

    long IMultiplyAdds.MultiplyAdds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) => (long)outputs[0].Numel * InFeatures;

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"in_features={InFeatures}, out_features={OutFeatures}, bias={PythonFormat.Flag(Bias is not null)}";
}
