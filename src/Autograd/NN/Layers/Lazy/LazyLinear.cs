namespace Autograd.NN;

/// <summary>A <see cref="Linear"/> whose inFeatures are the last size of its first input.</summary>
/// <remarks>The state of the initialized layer is that of a <see cref="Linear"/>, and so are the initial values.</remarks>
public sealed class LazyLinear : LazyModuleMixin, IMultiplyAdds
{
    private readonly bool _hasBias;
    private readonly DType _dtype;

    /// <summary>Makes the layer, without parameters.</summary>
    /// <param name="outFeatures">The size of the output's last dimension.</param>
    /// <param name="bias">True if the layer has a bias b.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public LazyLinear(int outFeatures, bool bias = true, DType dtype = DType.Float32)
    {
        if (outFeatures < 0)
            throw new ArgumentOutOfRangeException(nameof(outFeatures), $"LazyLinear: outFeatures is {outFeatures}; use 0 or more");
        if (!dtype.IsFloatingPoint())
            throw new ArgumentException($"LazyLinear: {dtype} is no type for parameters; use DType.Float32 or DType.Float64", nameof(dtype));
        (OutFeatures, _hasBias, _dtype) = (outFeatures, bias, dtype);
    }

    /// <summary>The size of the input's last dimension; 0 until it is known.</summary>
    public int InFeatures { get; private set; }

    /// <summary>The size of the output's last dimension.</summary>
    public int OutFeatures { get; }

    /// <summary>W: (outFeatures, inFeatures), or null until the first input.</summary>
    public Tensor? Weight { get; private set; }

    /// <summary>b: (outFeatures), or null.</summary>
    public Tensor? Bias { get; private set; }

    /// <inheritdoc/>
    public override bool HasUninitializedParams => Weight is null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has no dimension, or its last size is not inFeatures.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        InitializeIfNeeded(x);
        return IsHooked ? Hooked(x) : F.Linear(x, Weight!, Bias);
    }

    /// <inheritdoc/>
    protected override void InitializeParameters(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.NDim == 0) throw new ArgumentException("LazyLinear: an input of shape (); it must have one dimension or more");
        var linear = new Linear(x.Size(-1), OutFeatures, _hasBias, _dtype);
        (InFeatures, Weight, Bias) = (linear.InFeatures, linear.Weight, linear.Bias);
    }

    long IMultiplyAdds.MultiplyAdds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) => (long)outputs[0].Numel * InFeatures;

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"in_features={InFeatures}, out_features={OutFeatures}, bias={PythonFormat.Flag(_hasBias)}";
}
