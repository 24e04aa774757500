using System.Numerics;
using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="SGD"/> with their own options.</summary>
public sealed class SGDGroup(IEnumerable<Tensor> parameters) : WeightDecayGroup("SGD", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.NonNegative("momentum"), GroupOption.Number("dampening"), GroupOption.WeightDecay,
        GroupOption.Flag("nesterov"), GroupOption.Maximize,
    ];

    /// <summary>The momentum factor; 0 for plain gradient descent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Momentum
    {
        get => Number("momentum");
        set => Set("momentum", value);
    }

    /// <summary>The dampening of momentum: the gradient's factor is 1 − dampening from the second step on.</summary>
    public double Dampening
    {
        get => Number("dampening");
        set => Set("dampening", value);
    }

    /// <summary>True for Nesterov momentum.</summary>
    public bool Nesterov
    {
        get => Flag("nesterov");
        set => Set("nesterov", value);
    }

    /// <inheritdoc/>
    protected override void Check()
    {
        if (Nesterov && (Momentum == 0 || Dampening != 0))
            throw new ArgumentException(
                $"SGD: Nesterov momentum requires a momentum and zero dampening, and they are {Momentum} and {Dampening}");
    }
}

/// <summary>Stochastic gradient descent, optionally with momentum.</summary>
/// <remarks>
/// g ← ±∇ + weightDecay·p; v ← momentum·v + (1 − dampening)·g, at the first step v ← g; p ← p − lr·v, or with Nesterov
/// momentum p ← p − lr·(g + momentum·v). Without momentum p ← p − lr·g. The operations and their order are PyTorch's.
/// </remarks>
public sealed class SGD : FusedOptimizer<SGDGroup>
{
    private StepOptions _options;

    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">The momentum factor.</param>
    /// <param name="dampening">The dampening of momentum.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="nesterov">True for Nesterov momentum.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public SGD(
        IEnumerable<Tensor> parameters, double lr, double momentum = 0, double dampening = 0, double weightDecay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new SGDGroup(parameters)], lr, momentum, dampening, weightDecay, nesterov, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">The momentum factor.</param>
    /// <param name="dampening">The dampening of momentum.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="nesterov">True for Nesterov momentum.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    public SGD(
        IEnumerable<SGDGroup> groups, double lr, double momentum = 0, double dampening = 0, double weightDecay = 0,
        bool nesterov = false, bool maximize = false)
        : base("SGD", Options(lr, momentum, dampening, weightDecay, nesterov, maximize), groups)
    {
    }

    private static SGDGroup Options(
        double lr, double momentum, double dampening, double weightDecay, bool nesterov, bool maximize) => new([])
        {
            Lr = lr,
            Momentum = momentum,
            Dampening = dampening,
            WeightDecay = weightDecay,
            Nesterov = nesterov,
            Maximize = maximize,
        };

    private protected override void BeginGroup(SGDGroup group) =>
        _options = new(group.Lr, group.Momentum, group.Dampening, group.WeightDecay, group.Nesterov, group.Maximize);

    /// <inheritdoc/>
    protected override void Update(SGDGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        if (parameter.DType == DType.Float32) Update<float>(parameter, grad, state);
        else Update<double>(parameter, grad, state);
    }

    private void Update<T>(Tensor parameter, Tensor grad, ParameterState state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref readonly var o = ref _options;
        if (o.Momentum == 0)
        {
            FusedUpdate.Run<T, SgdRule<T>>(new(o.Lr, o.WeightDecay, o.Maximize), parameter, grad);
            return;
        }

        var isFirst = !state.Contains("momentum_buffer");
        var velocity = state.Get("momentum_buffer", parameter);
        var rule = new MomentumRule<T>(o.Lr, o.Momentum, o.Dampening, o.WeightDecay, o.Nesterov, o.Maximize, isFirst);
        FusedUpdate.Run<T, MomentumRule<T>>(rule, parameter, grad, velocity);
    }

    /// <summary>The options of the group that is updated.</summary>
    private readonly record struct StepOptions(
        double Lr, double Momentum, double Dampening, double WeightDecay, bool Nesterov, bool Maximize);
}
