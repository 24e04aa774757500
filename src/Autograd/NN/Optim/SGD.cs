using System.Numerics;
using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="SGD"/> with their own options.</summary>
public sealed class SGDGroup(IEnumerable<Tensor> parameters) : ParameterGroup("SGD", parameters)
{
    private double? _momentum;
    private double? _dampening;
    private bool? _nesterov;

    /// <summary>The momentum factor; 0 for plain gradient descent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Momentum
    {
        get => _momentum ?? 0;
        set => _momentum = NonNegative(value, "momentum", "momentum");
    }

    /// <summary>The dampening of momentum: the gradient's factor is 1 − dampening from the second step on.</summary>
    public double Dampening
    {
        get => _dampening ?? 0;
        set => _dampening = value;
    }

    /// <summary>True for Nesterov momentum.</summary>
    public bool Nesterov
    {
        get => _nesterov ?? false;
        set => _nesterov = value;
    }

    internal override void FillFrom(ParameterGroup defaults)
    {
        var options = (SGDGroup)defaults;
        var (momentum, dampening, nesterov) =
            (_momentum ?? options.Momentum, _dampening ?? options.Dampening, _nesterov ?? options.Nesterov);
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException(
                $"SGD: Nesterov momentum requires a momentum and zero dampening, and they are {momentum} and {dampening}");
        base.FillFrom(defaults);
        (_momentum, _dampening, _nesterov) = (momentum, dampening, nesterov);
    }

    internal override void Save(OptionWriter options)
    {
        base.Save(options);
        options.Write("momentum", Momentum);
        options.Write("dampening", Dampening);
        options.Write("nesterov", Nesterov);
    }

    internal override void Load(OptionReader options)
    {
        base.Load(options);
        Momentum = options.ReadNumber("momentum");
        Dampening = options.ReadNumber("dampening");
        Nesterov = options.ReadFlag("nesterov");
    }
}

/// <summary>Stochastic gradient descent, optionally with momentum.</summary>
/// <remarks>
/// g ← ±∇ + weightDecay·p; v ← momentum·v + (1 − dampening)·g, at the first step v ← g; p ← p − lr·v, or with Nesterov
/// momentum p ← p − lr·(g + momentum·v). Without momentum p ← p − lr·g. The operations and their order are PyTorch's.
/// </remarks>
public sealed class SGD : GroupedOptimizer<SGDGroup>
{
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
        : base("SGD", ["momentum_buffer"], Options(lr, momentum, dampening, weightDecay, nesterov, maximize), groups)
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

    private protected override SGDGroup EmptyGroup() => new([]);

    private protected override void Update(SGDGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        if (parameter.DType == DType.Float32) Update<float>(group, parameter, grad, state);
        else Update<double>(group, parameter, grad, state);
    }

    private static void Update<T>(SGDGroup group, Tensor parameter, Tensor grad, ParameterState state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var parameterData = parameter.Write();
        using var gradData = grad.Read();
        if (group.Momentum == 0)
        {
            var plain = new SgdRule<T>(group.Lr, group.WeightDecay, group.Maximize);
            Kernels.Update.Run(parameterData.Span<T>(), gradData.Span<T>(), [], [], [], plain);
            return;
        }

        var isFirst = state.Tensors[0] is null;
        var rule = new MomentumRule<T>(
            group.Lr, group.Momentum, group.Dampening, group.WeightDecay, group.Nesterov, group.Maximize, isFirst);
        using var velocity = state.Get(0, parameter).Write();
        Kernels.Update.Run(parameterData.Span<T>(), gradData.Span<T>(), velocity.Span<T>(), [], [], rule);
    }
}
