using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="Adagrad"/> with their own options.</summary>
public sealed class AdagradGroup(IEnumerable<Tensor> parameters) : WeightDecayGroup("Adagrad", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.NonNegative("lr_decay"), GroupOption.WeightDecay,
        GroupOption.NonNegative("initial_accumulator_value"), GroupOption.Eps, GroupOption.Maximize,
    ];

    /// <summary>The decay of the learning rate with the number of steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double LrDecay
    {
        get => Number("lr_decay");
        set => Set("lr_decay", value);
    }

    /// <summary>The sum of squares to begin with; read at the first step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double InitialAccumulatorValue
    {
        get => Number("initial_accumulator_value");
        set => Set("initial_accumulator_value", value);
    }

    /// <summary>ε, the term added to the denominator, so that it is never 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Eps
    {
        get => Number("eps");
        set => Set("eps", value);
    }
}

/// <summary>
/// Adagrad, after J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods for online learning and stochastic
/// optimization" (2011).
/// </summary>
/// <remarks>
/// g ← ±∇ + weightDecay·p; s ← s + g²; p ← p − lr/(1 + (t − 1)·lrDecay) · g/(√s + ε). The operations and their order
/// are PyTorch's.
/// </remarks>
public sealed class Adagrad : FusedOptimizer<AdagradGroup>
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lrDecay">The decay of the learning rate with the number of steps.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="initialAccumulatorValue">The sum of squares to begin with.</param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adagrad(
        IEnumerable<Tensor> parameters, double lr = 1e-2, double lrDecay = 0, double weightDecay = 0,
        double initialAccumulatorValue = 0, double eps = 1e-10, bool maximize = false)
        : this([new AdagradGroup(parameters)], lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lrDecay">The decay of the learning rate with the number of steps.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="initialAccumulatorValue">The sum of squares to begin with.</param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adagrad(
        IEnumerable<AdagradGroup> groups, double lr = 1e-2, double lrDecay = 0, double weightDecay = 0,
        double initialAccumulatorValue = 0, double eps = 1e-10, bool maximize = false)
        : base(
            "Adagrad",
            new AdagradGroup([])
            {
                Lr = lr,
                LrDecay = lrDecay,
                WeightDecay = weightDecay,
                InitialAccumulatorValue = initialAccumulatorValue,
                Eps = eps,
                Maximize = maximize,
            },
            groups)
    {
    }

    /// <inheritdoc/>
    protected override void Update(AdagradGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        var sum = state.Get("sum", parameter, group.InitialAccumulatorValue);
        var stepSize = group.Lr / (1 + (state.Step++ * group.LrDecay));
        if (parameter.DType == DType.Float32)
            FusedUpdate.Run<float, AdagradRule<float>>(new(stepSize, group.Eps, group.WeightDecay, group.Maximize), parameter, grad, sum);
        else
            FusedUpdate.Run<double, AdagradRule<double>>(new(stepSize, group.Eps, group.WeightDecay, group.Maximize), parameter, grad, sum);
    }
}
