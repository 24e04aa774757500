namespace Autograd.NN;

/// <summary>Applies an affine map to the last dimension: y = x·Wᵀ + b.</summary>
/// <remarks>
/// Shapes: (…, inFeatures) → (…, outFeatures). W and b are initialized uniformly in ±1/√inFeatures, W first, as in
/// PyTorch.
/// </remarks>
public class Linear : UnaryModule, IMultiplyAdds, IStateSized
{
    private bool _hasBias;
    private readonly DType _dtype;

    /// <summary>Makes the layer and initializes its parameters.</summary>
    /// <param name="inFeatures">The size of the input's last dimension.</param>
    /// <param name="outFeatures">The size of the output's last dimension.</param>
    /// <param name="bias">True if the layer has a bias b.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public Linear(int inFeatures, int outFeatures, bool bias = true, DType dtype = DType.Float32)
    {
        if (inFeatures < 0) throw new ArgumentOutOfRangeException(nameof(inFeatures), $"Linear: inFeatures is {inFeatures}; use 0 or more");
        if (outFeatures < 0) throw new ArgumentOutOfRangeException(nameof(outFeatures), $"Linear: outFeatures is {outFeatures}; use 0 or more");
        (OutFeatures, _hasBias, _dtype) = (outFeatures, bias, dtype);
        MakeParameters(inFeatures);
    }

    /// <summary>Makes a layer whose parameters wait for an input.</summary>
    private protected Linear(int outFeatures, bool bias, DType dtype) =>
        (OutFeatures, _hasBias, _dtype, IsUninitialized) = (outFeatures, bias, dtype, true);

    /// <summary>The size of the input's last dimension; 0 until it is known.</summary>
    public int InFeatures { get; private set; }

    /// <summary>The size of the output's last dimension.</summary>
    public int OutFeatures { get; }

    /// <summary>W: (outFeatures, inFeatures). Set it to another module's parameter to share that parameter.</summary>
    /// <exception cref="ArgumentException">Set to a tensor that is not a parameter, or of another shape.</exception>
    /// <exception cref="InvalidOperationException">The layer has had no input from which it takes the size.</exception>
    public Tensor Weight
    {
        get => Computed("weight", field) ?? throw Uninitialized.Member("Weight", this);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = Parameter.Replace("Linear", IsUninitialized ? throw Uninitialized.Member("Weight", this) : field, value);
        }
    }

    /// <summary>b: (outFeatures), or null.</summary>
    public Tensor? Bias
    {
        get => Computed("bias", field);
        private set;
    }

    string IStateSized.SizedBy => "weight";

    /// <summary>True until the parameters are made.</summary>
    private protected bool IsUninitialized { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input's last size is not inFeatures.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsUninitialized)
        {
            if (x.NDim == 0) throw new ArgumentException("LazyLinear: an input of shape (); it must have one dimension or more");
            MakeParameters(x.Size(-1));
        }

        return IsHooked ? Hooked(x) : F.Linear(x, Weight, Bias);
    }

    long IMultiplyAdds.MultiplyAdds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) => (long)outputs[0].Numel * InFeatures;

    int? IStateSized.SizeBy(Shape shape) => shape.Count == 2 && shape[0] == OutFeatures ? shape[1] : null;

    IEnumerable<(string Name, Shape Shape)> IStateSized.ShapesOf(int size)
    {
        yield return ("weight", Shape.Create(OutFeatures, size));
        if (_hasBias) yield return ("bias", Shape.Create(OutFeatures));
    }

    void IStateSized.MakeEmpty(int size) => MakeParameters(size, isEmpty: true);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"in_features={InFeatures}, out_features={OutFeatures}, bias={PythonFormat.Flag(_hasBias)}";

    /// <summary>Makes the parameters, and initializes them unless <paramref name="isEmpty"/>.</summary>
    private void MakeParameters(int inFeatures, bool isEmpty = false)
    {
        var zeros = Tensor.Zeros([OutFeatures, inFeatures], _dtype);
        var weight = Parameter.From(isEmpty ? zeros : Init.KaimingUniform(zeros, a: Math.Sqrt(5)));
        (InFeatures, IsUninitialized) = (inFeatures, false);
        Weight = weight;
        if (!_hasBias) return;
        var bound = inFeatures > 0 ? 1 / Math.Sqrt(inFeatures) : 0;
        var bias = Tensor.Zeros([OutFeatures], _dtype);
        Bias = Parameter.From(isEmpty ? bias : Init.Uniform(bias, -bound, bound));
    }

    /// <summary>Gives the layer another weight, and a bias also if it had none.</summary>
    internal void SetParameters(Tensor weight, Tensor bias) => (Weight, Bias, _hasBias) = (weight, bias, true);
}
