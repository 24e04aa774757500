namespace Autograd.NN;

/// <summary>Parameters of <see cref="Adafactor"/> with their own options.</summary>
public sealed class AdafactorGroup(IEnumerable<Tensor> parameters) : WeightDecayGroup("Adafactor", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Number("beta2_decay", value => value <= 0, "it must be 0 or less"),
        GroupOption.Pair("eps", (first, second) => !(first < 0) && second >= 0, "both must be 0 or more", "epsilon values"),
        GroupOption.Number("d", value => value >= 1, "it must be 1 or more", "clipping threshold d"),
        GroupOption.WeightDecay, GroupOption.Maximize,
    ];

    /// <summary>τ, the power by which the decay of the mean squares approaches 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number above 0.</exception>
    public double Beta2Decay
    {
        get => Number("beta2_decay");
        set => Set("beta2_decay", value);
    }

    /// <summary>
    /// ε₁, a lower bound of the variance (the spacing of numbers at 1 if null), and ε₂, the least scale of a step.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public (double? Eps1, double Eps2) Eps
    {
        get => Pair("eps") is var (first, second) && double.IsNaN(first) ? (null, second) : (first, second);
        set => Set("eps", value.Eps1 ?? double.NaN, value.Eps2);
    }

    /// <summary>The root mean square above which an update is scaled down.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 1.</exception>
    public double D
    {
        get => Number("d");
        set => Set("d", value);
    }
}

/// <summary>
/// Adafactor, which keeps the mean squares of a matrix as a row and a column, after N. Shazeer and M. Stern,
/// "Adafactor: adaptive learning rates with sublinear memory cost" (2018).
/// </summary>
/// <remarks>
/// β = 1 − t^τ; ρ = min(lr, 1/√t); α = max(ε₂, RMS(p))·ρ; p ← p·(1 − lr·weightDecay). With two dimensions or more, R ←
/// βR + (1 − β)·mean of g² over the last dimension, C ← βC + (1 − β)·mean of g² over the one before, v = R·C/max(mean
/// of R, ε₁); with fewer, v ← βv + (1 − β)g². u = g/√max(v, ε₁²); p ← p − α·u/max(1, RMS(u)/d). As in PyTorch, ε₁
/// bounds the quotients instead of being added to g².
/// </remarks>
public sealed class Adafactor : GroupedOptimizer<AdafactorGroup>
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The bound of the relative step size, and the factor of the weight decay.</param>
    /// <param name="beta2Decay">τ, the power by which the decay of the mean squares approaches 1.</param>
    /// <param name="eps">
    /// ε₁, a lower bound of the variance (the spacing of numbers at 1 if null), and ε₂, the least scale of a step;
    /// (null, 1e-3) if null.
    /// </param>
    /// <param name="d">The root mean square above which an update is scaled down.</param>
    /// <param name="weightDecay">The weight decay, which shrinks the parameters before each step.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adafactor(
        IEnumerable<Tensor> parameters, double lr = 1e-2, double beta2Decay = -0.8,
        (double? Eps1, double Eps2)? eps = null, double d = 1, double weightDecay = 0, bool maximize = false)
        : this([new AdafactorGroup(parameters)], lr, beta2Decay, eps, d, weightDecay, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The bound of the relative step size, and the factor of the weight decay.</param>
    /// <param name="beta2Decay">τ, the power by which the decay of the mean squares approaches 1.</param>
    /// <param name="eps">
    /// ε₁, a lower bound of the variance (the spacing of numbers at 1 if null), and ε₂, the least scale of a step;
    /// (null, 1e-3) if null.
    /// </param>
    /// <param name="d">The root mean square above which an update is scaled down.</param>
    /// <param name="weightDecay">The weight decay, which shrinks the parameters before each step.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adafactor(
        IEnumerable<AdafactorGroup> groups, double lr = 1e-2, double beta2Decay = -0.8,
        (double? Eps1, double Eps2)? eps = null, double d = 1, double weightDecay = 0, bool maximize = false)
        : base(
            "Adafactor",
            new AdafactorGroup([])
            {
                Lr = lr,
                Beta2Decay = beta2Decay,
                Eps = eps ?? (null, 1e-3),
                D = d,
                WeightDecay = weightDecay,
                Maximize = maximize,
            },
            groups)
    {
    }

    /// <inheritdoc/>
    protected override void Update(AdafactorGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        var t = (double)++state.Step;
        var weight = Math.Pow(t, group.Beta2Decay);
        var (eps1, eps2) = group.Eps;
        var smallest = eps1 ?? (parameter.DType == DType.Float32 ? Math.ScaleB(1, -23) : Math.ScaleB(1, -52));
        var scale = Math.Max(eps2, RootMeanSquare(parameter)) * Math.Min(group.Lr, 1 / Math.Sqrt(t));
        if (group.WeightDecay != 0)
            parameter.MulInPlace(Tensor.From(1 - (group.Lr * group.WeightDecay), parameter.DType));
        if (group.Maximize) grad = -grad;

        var update = Variance(grad, state, weight, smallest).Clamp(min: smallest * smallest).Rsqrt().MulInPlace(grad);
        parameter.AddInPlace(update, alpha: -scale / Math.Max(1, RootMeanSquare(update) / group.D));
    }

    /// <inheritdoc/>
    protected override bool Fits(string name, Tensor value, Tensor parameter)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(parameter);
        return name switch
        {
            "row_var" => parameter.NDim > 1 && value.Shape.Equals(WithOne(parameter.Shape, 1)),
            "col_var" => parameter.NDim > 1 && value.Shape.Equals(WithOne(parameter.Shape, 2)),
            _ => base.Fits(name, value, parameter),
        };
    }

    private static Tensor Variance(Tensor grad, ParameterState state, double weight, double smallest)
    {
        if (grad.NDim < 2) return state.Get("variance", grad).LerpInPlace(grad * grad, weight).Clone();
        var row = Factor("row_var", grad, state, 1).LerpInPlace(MeanSquare(grad, -1), weight);
        var column = Factor("col_var", grad, state, 2).LerpInPlace(MeanSquare(grad, -2), weight);
        return row.MatMul(column).DivInPlace(row.Mean(-2, keepDim: true).Clamp(min: smallest));
    }

    private static Tensor MeanSquare(Tensor grad, int dim) => grad.Norm(2, dim, keepDim: true).Square() / grad.Size(dim);

    private static Tensor Factor(string name, Tensor grad, ParameterState state, int fromEnd)
    {
        var shape = WithOne(grad.Shape, fromEnd);
        if (state.Find(name) is { } factor)
        {
            if (factor.Shape.Equals(shape) && factor.DType == grad.DType) return factor;
            throw new InvalidOperationException(
                $"Step: the state of a parameter is {factor.Shape} of {factor.DType}, and the parameter is {grad.Shape} of {grad.DType} now; make a "
                + "new optimizer after changing a parameter's data to another shape or type");
        }

        factor = Tensor.Zeros(shape, grad.DType);
        state.Set(name, factor);
        return factor;
    }

    /// <summary>A shape whose dimension, counted from the end, has size 1.</summary>
    private static Shape WithOne(Shape shape, int fromEnd)
    {
        var sizes = shape.Sizes.ToArray();
        sizes[^fromEnd] = 1;
        return Shape.Create(sizes);
    }

    private static double RootMeanSquare(Tensor x) => x.Norm().Item() / Math.Sqrt(x.Numel);
}
