using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="ASGD"/> with their own options.</summary>
public sealed class ASGDGroup(IEnumerable<Tensor> parameters) : WeightDecayGroup("ASGD", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Number("lambd"), GroupOption.Number("alpha"), GroupOption.Number("t0"), GroupOption.WeightDecay,
        GroupOption.Maximize,
    ];

    /// <summary>λ, the factor of the decay of the parameters.</summary>
    public double Lambd
    {
        get => Number("lambd");
        set => Set("lambd", value);
    }

    /// <summary>α, the power of the decay of the learning rate.</summary>
    public double Alpha
    {
        get => Number("alpha");
        set => Set("alpha", value);
    }

    /// <summary>The step at which averaging begins.</summary>
    public double T0
    {
        get => Number("t0");
        set => Set("t0", value);
    }
}

/// <summary>
/// Averaged stochastic gradient descent, after B. Polyak and A. Juditsky, "Acceleration of stochastic approximation by
/// averaging" (1992).
/// </summary>
/// <remarks>
/// g ← ±∇ + weightDecay·p; p ← p·(1 − λη) − ηg; a ← a + μ(p − a); then η ← lr/(1 + λ·lr·t)^α and μ ← 1/max(1, t − t0).
/// The average a is <c>state.0.ax</c> of <see cref="Optimizer.StateDict"/>. The operations and their order are
/// PyTorch's, which keeps η and μ in single precision.
/// </remarks>
public sealed class ASGD : FusedOptimizer<ASGDGroup>
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lambd">λ, the factor of the decay of the parameters.</param>
    /// <param name="alpha">α, the power of the decay of the learning rate.</param>
    /// <param name="t0">The step at which averaging begins.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public ASGD(
        IEnumerable<Tensor> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
        double weightDecay = 0, bool maximize = false)
        : this([new ASGDGroup(parameters)], lr, lambd, alpha, t0, weightDecay, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lambd">λ, the factor of the decay of the parameters.</param>
    /// <param name="alpha">α, the power of the decay of the learning rate.</param>
    /// <param name="t0">The step at which averaging begins.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public ASGD(
        IEnumerable<ASGDGroup> groups, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
        double weightDecay = 0, bool maximize = false)
        : base(
            "ASGD",
            new ASGDGroup([])
            {
                Lr = lr,
                Lambd = lambd,
                Alpha = alpha,
                T0 = t0,
                WeightDecay = weightDecay,
                Maximize = maximize,
            },
            groups)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ASGDGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        var average = state.Get("ax", parameter);
        var eta = state.GetNumber("eta", (float)group.Lr);
        var mu = state.GetNumber("mu", 1);
        if (parameter.DType == DType.Float32)
            FusedUpdate.Run<float, AsgdRule<float>>(new(eta, group.Lambd, mu, group.WeightDecay, group.Maximize), parameter, grad, average);
        else
            FusedUpdate.Run<double, AsgdRule<double>>(new(eta, group.Lambd, mu, group.WeightDecay, group.Maximize), parameter, grad, average);

        var t = ++state.Step;
        state.SetNumber("eta", (float)(group.Lr / Math.Pow(1 + (group.Lambd * group.Lr * t), group.Alpha)));
        state.SetNumber("mu", (float)(1 / Math.Max(1, t - group.T0)));
    }
}
