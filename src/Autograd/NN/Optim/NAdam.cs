using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="NAdam"/> with their own options.</summary>
public sealed class NAdamGroup(IEnumerable<Tensor> parameters) : MomentsGroup("NAdam", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Betas, GroupOption.Eps, GroupOption.WeightDecay, GroupOption.NonNegative("momentum_decay"),
        GroupOption.Flag("decoupled_weight_decay"), GroupOption.Maximize,
    ];

    /// <summary>ψ, the decay of the momentum's schedule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double MomentumDecay
    {
        get => Number("momentum_decay");
        set => Set("momentum_decay", value);
    }

    /// <summary>
    /// True if the weight decay shrinks the parameters before each step, as that of <see cref="AdamW"/> does.
    /// </summary>
    public bool DecoupledWeightDecay
    {
        get => Flag("decoupled_weight_decay");
        set => Set("decoupled_weight_decay", value);
    }
}

/// <summary>
/// NAdam, Adam with Nesterov momentum, after T. Dozat, "Incorporating Nesterov momentum into Adam" (2016).
/// </summary>
/// <remarks>
/// g, m and v are those of <see cref="Adam"/>; μₜ = β₁(1 − ½·0.96^(tψ)), Πₜ = μ₁·…·μₜ; d = √(v/(1 − β₂ᵗ)) + ε; p ← p −
/// lr·(1 − μₜ)/(1 − Πₜ)·g/d − lr·μₜ₊₁/(1 − Πₜ₊₁)·m/d. The operations and their order are PyTorch's, which keeps Π in
/// single precision.
/// </remarks>
public sealed class NAdam : FusedOptimizer<NAdamGroup>
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square; (0.9, 0.999) if null.
    /// </param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="momentumDecay">ψ, the decay of the momentum's schedule.</param>
    /// <param name="decoupledWeightDecay">
    /// True to shrink the parameters by lr·weightDecay before each step, as <see cref="AdamW"/> does, instead of adding
    /// to the gradient.
    /// </param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public NAdam(
        IEnumerable<Tensor> parameters, double lr = 2e-3, (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8, double weightDecay = 0, double momentumDecay = 4e-3, bool decoupledWeightDecay = false,
        bool maximize = false)
        : this([new NAdamGroup(parameters)], lr, betas, eps, weightDecay, momentumDecay, decoupledWeightDecay, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square; (0.9, 0.999) if null.
    /// </param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="momentumDecay">ψ, the decay of the momentum's schedule.</param>
    /// <param name="decoupledWeightDecay">
    /// True to shrink the parameters by lr·weightDecay before each step, as <see cref="AdamW"/> does, instead of adding
    /// to the gradient.
    /// </param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public NAdam(
        IEnumerable<NAdamGroup> groups, double lr = 2e-3, (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8, double weightDecay = 0, double momentumDecay = 4e-3, bool decoupledWeightDecay = false,
        bool maximize = false)
        : base(
            "NAdam",
            new NAdamGroup([])
            {
                Lr = lr,
                Betas = betas ?? (0.9, 0.999),
                Eps = eps,
                WeightDecay = weightDecay,
                MomentumDecay = momentumDecay,
                DecoupledWeightDecay = decoupledWeightDecay,
                Maximize = maximize,
            },
            groups)
    {
    }

    /// <inheritdoc/>
    protected override void Update(NAdamGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        var mean = state.Get("exp_avg", parameter);
        var square = state.Get("exp_avg_sq", parameter);
        var step = NextStep(group, state);
        if (parameter.DType == DType.Float32) FusedUpdate.Run<float, NAdamRule<float>>(new(step), parameter, grad, mean, square);
        else FusedUpdate.Run<double, NAdamRule<double>>(new(step), parameter, grad, mean, square);
    }

    private static NAdamStep NextStep(NAdamGroup group, ParameterState state)
    {
        var t = ++state.Step;
        var (beta1, beta2) = group.Betas;
        var mu = beta1 * (1 - (0.5 * Math.Pow(0.96, t * group.MomentumDecay)));
        var next = beta1 * (1 - (0.5 * Math.Pow(0.96, (t + 1) * group.MomentumDecay)));
        var product = (float)state.GetNumber("mu_product", 1) * (float)mu;
        state.SetNumber("mu_product", product);
        var nextProduct = product * (float)mu * (float)next;
        return new NAdamStep
        {
            GradientStep = group.Lr * (1 - mu) / (1 - (double)product),
            MeanStep = group.Lr * next / (1 - (double)nextProduct),
            Beta1 = beta1,
            Beta2 = beta2,
            BiasCorrection2 = 1 - Math.Pow(beta2, t),
            Eps = group.Eps,
            WeightDecay = group.DecoupledWeightDecay ? 0 : group.WeightDecay,
            Shrink = group.DecoupledWeightDecay ? 1 - (group.Lr * group.WeightDecay) : 1,
            Maximize = group.Maximize,
        };
    }
}
