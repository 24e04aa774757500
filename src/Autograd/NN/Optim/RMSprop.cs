using System.Numerics;
using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="RMSprop"/> with their own options.</summary>
public sealed class RMSpropGroup(IEnumerable<Tensor> parameters) : WeightDecayGroup("RMSprop", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.NonNegative("alpha"), GroupOption.Eps, GroupOption.WeightDecay,
        GroupOption.NonNegative("momentum"), GroupOption.Flag("centered"), GroupOption.Maximize,
    ];

    /// <summary>α, the decay factor of the running means.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Alpha
    {
        get => Number("alpha");
        set => Set("alpha", value);
    }

    /// <summary>ε, the term added to the denominator, so that it is never 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Eps
    {
        get => Number("eps");
        set => Set("eps", value);
    }

    /// <summary>The momentum factor; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Momentum
    {
        get => Number("momentum");
        set => Set("momentum", value);
    }

    /// <summary>True if the gradient is divided by its deviation instead of its root mean square.</summary>
    public bool Centered
    {
        get => Flag("centered");
        set => Set("centered", value);
    }
}

/// <summary>
/// RMSprop, after G. Hinton, lecture 6e of "Neural networks for machine learning" (2012); centered as in A. Graves,
/// "Generating sequences with recurrent neural networks" (2013).
/// </summary>
/// <remarks>
/// g ← ±∇ + weightDecay·p; v ← αv + (1 − α)g²; d = √v + ε, or centered ḡ ← αḡ + (1 − α)g and d = √(v − ḡ²) + ε; p ← p −
/// lr·g/d, or with momentum b ← momentum·b + g/d and p ← p − lr·b. The operations and their order are PyTorch's.
/// </remarks>
public sealed class RMSprop : FusedOptimizer<RMSpropGroup>
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="alpha">α, the decay factor of the running means.</param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="momentum">The momentum factor; 0 for none.</param>
    /// <param name="centered">True to divide by the deviation of the gradient instead of its root mean square.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public RMSprop(
        IEnumerable<Tensor> parameters, double lr = 1e-2, double alpha = 0.99, double eps = 1e-8,
        double weightDecay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : this([new RMSpropGroup(parameters)], lr, alpha, eps, weightDecay, momentum, centered, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="alpha">α, the decay factor of the running means.</param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="momentum">The momentum factor; 0 for none.</param>
    /// <param name="centered">True to divide by the deviation of the gradient instead of its root mean square.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public RMSprop(
        IEnumerable<RMSpropGroup> groups, double lr = 1e-2, double alpha = 0.99, double eps = 1e-8,
        double weightDecay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : base(
            "RMSprop",
            new RMSpropGroup([])
            {
                Lr = lr,
                Alpha = alpha,
                Eps = eps,
                WeightDecay = weightDecay,
                Momentum = momentum,
                Centered = centered,
                Maximize = maximize,
            },
            groups)
    {
    }

    /// <inheritdoc/>
    protected override void Update(RMSpropGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        state.Step++;
        var step = new RmsPropStep(group.Lr, group.Alpha, group.Eps, group.Momentum, group.WeightDecay, group.Maximize);
        if (parameter.DType == DType.Float32) Update<float>(group, step, parameter, grad, state);
        else Update<double>(group, step, parameter, grad, state);
    }

    private static void Update<T>(RMSpropGroup group, in RmsPropStep step, Tensor parameter, Tensor grad, ParameterState state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var square = state.Get("square_avg", parameter);
        var mean = group.Centered ? state.Get("grad_avg", parameter) : null;
        var buffer = group.Momentum > 0 ? state.Get("momentum_buffer", parameter) : null;
        switch (mean, buffer)
        {
            case (null, null):
                FusedUpdate.Run<T, RmsPropRule<T, False, False>>(new(step), parameter, grad, square);
                break;
            case (null, _):
                FusedUpdate.Run<T, RmsPropRule<T, False, True>>(new(step), parameter, grad, square, buffer);
                break;
            case (_, null):
                FusedUpdate.Run<T, RmsPropRule<T, True, False>>(new(step), parameter, grad, square, mean);
                break;
            default:
                FusedUpdate.Run<T, RmsPropRule<T, True, True>>(new(step), parameter, grad, square, mean, buffer);
                break;
        }
    }
}
