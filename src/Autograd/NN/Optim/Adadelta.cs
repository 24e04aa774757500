using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="Adadelta"/> with their own options.</summary>
public sealed class AdadeltaGroup(IEnumerable<Tensor> parameters) : WeightDecayGroup("Adadelta", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Number("rho", rho => rho is >= 0 and <= 1, "it must be between 0 and 1"), GroupOption.Eps,
        GroupOption.WeightDecay, GroupOption.Maximize,
    ];

    /// <summary>ρ, the decay factor of the running means of squares, between 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number outside of [0, 1].</exception>
    public double Rho
    {
        get => Number("rho");
        set => Set("rho", value);
    }

    /// <summary>ε, the term added to the denominator, so that it is never 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Eps
    {
        get => Number("eps");
        set => Set("eps", value);
    }
}

/// <summary>Adadelta, after M. Zeiler, "ADADELTA: an adaptive learning rate method" (2012).</summary>
/// <remarks>
/// g ← ±∇ + weightDecay·p; v ← ρv + (1 − ρ)g²; δ = √(a + ε)/√(v + ε)·g; a ← ρa + (1 − ρ)δ²; p ← p − lr·δ. The
/// operations and their order are PyTorch's.
/// </remarks>
public sealed class Adadelta : FusedOptimizer<AdadeltaGroup>
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="rho">ρ, the decay factor of the running means of squares.</param>
    /// <param name="eps">ε, the term added to both means of squares.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adadelta(
        IEnumerable<Tensor> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weightDecay = 0,
        bool maximize = false)
        : this([new AdadeltaGroup(parameters)], lr, rho, eps, weightDecay, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="rho">ρ, the decay factor of the running means of squares.</param>
    /// <param name="eps">ε, the term added to both means of squares.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adadelta(
        IEnumerable<AdadeltaGroup> groups, double lr = 1, double rho = 0.9, double eps = 1e-6, double weightDecay = 0,
        bool maximize = false)
        : base(
            "Adadelta",
            new AdadeltaGroup([])
            {
                Lr = lr,
                Rho = rho,
                Eps = eps,
                WeightDecay = weightDecay,
                Maximize = maximize,
            },
            groups)
    {
    }

    /// <inheritdoc/>
    protected override void Update(AdadeltaGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        state.Step++;
        var square = state.Get("square_avg", parameter);
        var moved = state.Get("acc_delta", parameter);
        if (parameter.DType == DType.Float32)
            FusedUpdate.Run<float, AdadeltaRule<float>>(
                new(group.Lr, group.Rho, group.Eps, group.WeightDecay, group.Maximize), parameter, grad, square, moved);
        else
            FusedUpdate.Run<double, AdadeltaRule<double>>(
                new(group.Lr, group.Rho, group.Eps, group.WeightDecay, group.Maximize), parameter, grad, square, moved);
    }
}
